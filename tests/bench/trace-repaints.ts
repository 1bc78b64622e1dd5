import type { Page } from 'playwright-core';

interface TraceEvent {
  name: string;
  /** Microseconds that the thread ran meanwhile; what others took from it does not count. */
  tdur?: number;
}

/**
 * The processor time that a page's repaints take, from Chromium's own trace. By the clock a repaint also takes what other
 * programs make it wait for a core, which on a busy machine is most of it.
 * @param meanwhile resolves when enough was seen; no other page may be repainting
 * @returns milliseconds of script of every repaint
 * @throws when this Chromium keeps no times of threads
 */
export async function traceRepaints(page: Page, meanwhile: () => Promise<void>): Promise<number[]> {
  const browser = page.context().browser();
  if (!browser) throw new Error('the page has no browser to trace');
  await browser.startTracing(page, { categories: ['devtools.timeline'] });
  await meanwhile();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const repaints = traceEvents.filter(({ name }) => name === 'FireAnimationFrame');
  return repaints.map(({ tdur }) => {
    if (tdur === undefined) throw new Error('this Chromium keeps no times of threads');
    return tdur / 1000;
  });
}
