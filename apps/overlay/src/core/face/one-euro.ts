/** How a One-Euro filter weighs stillness against lag. */
export interface OneEuroOptions {
  /** Cutoff at rest, Hz: lower is stiller. */
  minCutoff: number;
  /** Hz of cutoff per unit a second of speed: higher follows faster. */
  beta: number;
  /** Cutoff of the speed itself, Hz. */
  derivativeCutoff: number;
}

/** A One-Euro filter over a vector. */
export interface OneEuro {
  options: OneEuroOptions;
  /** Filters one frame in place; `time` in milliseconds. A frame at or before the last one's time restarts the filter. */
  filter(values: Float32Array, time: number): Float32Array;
  /** Lets the next frame pass as it is. */
  reset(): void;
}

const smoothing = (cutoff: number, seconds: number): number => 1 / (1 + 1 / (2 * Math.PI * cutoff * seconds));

/**
 * The One-Euro filter (Casiez, Roussel and Vogel, CHI 2012): a low pass whose cutoff rises with speed.
 * Values that belong together, such as the coordinates of a point, share the cutoff of their joint speed, so none trails the others.
 * @param size number of values
 * @param group how many neighbouring values share a cutoff
 */
export function createOneEuro(size: number, group: number, options: OneEuroOptions): OneEuro {
  const filtered = new Float32Array(size);
  const raw = new Float32Array(size);
  const speed = new Float32Array(size);
  let last = Number.NaN;
  const filter: OneEuro = {
    options,
    filter(values, time) {
      const seconds = (time - last) / 1000;
      last = time;
      if (!(seconds > 0)) {
        filtered.set(values);
        raw.set(values);
        speed.fill(0);
        return values;
      }
      const { minCutoff, beta, derivativeCutoff } = filter.options;
      const speedGain = smoothing(derivativeCutoff, seconds);
      for (let from = 0; from < size; from += group) {
        let square = 0;
        for (let i = from; i < from + group; i++) {
          speed[i] += speedGain * ((values[i] - raw[i]) / seconds - speed[i]);
          raw[i] = values[i];
          square += speed[i] * speed[i];
        }
        const gain = smoothing(minCutoff + beta * Math.sqrt(square), seconds);
        for (let i = from; i < from + group; i++) {
          filtered[i] += gain * (values[i] - filtered[i]);
          values[i] = filtered[i];
        }
      }
      return values;
    },
    reset() {
      last = Number.NaN;
    },
  };
  return filter;
}
