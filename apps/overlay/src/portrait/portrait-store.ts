/** Where packed portraits are kept between page loads: with the relay, so that OBS finds what any page made; or by a command. */
export interface PortraitStore {
  load(): Promise<ArrayBuffer | null>;
  save(portrait: ArrayBuffer): Promise<void>;
}

/** @param place one portrait's URL: it must name all that the portrait was made from */
export function createPortraitStore(place: string): PortraitStore {
  return {
    async load() {
      const response = await fetch(place).catch(() => null);
      return response?.ok ? response.arrayBuffer() : null;
    },
    async save(portrait) {
      // Without it the next page load is only slower.
      await fetch(place, { method: 'PUT', body: portrait }).catch(() => null);
    },
  };
}
