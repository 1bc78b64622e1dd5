/**
 * Calls back with the scene that OBS goes to, as its browser source tells every page in it; never where the page is not in OBS.
 * When the page is opened the scene is asked for, which OBS answers only to pages that it lets know (page permissions).
 */
export function followScenes(onScene: (scene: string) => void): void {
  addEventListener('obsSceneChanged', (event) => tell((event as CustomEvent<unknown>).detail));
  const { obsstudio } = window as { obsstudio?: { getCurrentScene?: (callback: (scene: unknown) => void) => void } };
  obsstudio?.getCurrentScene?.(tell);

  function tell(scene: unknown): void {
    const name = (scene as { name?: unknown } | null)?.name;
    if (typeof name === 'string' && name) onScene(name);
  }
}
