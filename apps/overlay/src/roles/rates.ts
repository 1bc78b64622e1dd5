/** Events a second, taken over intervals. */
export interface Rates {
  /**
   * One event has come.
   * @param now milliseconds
   * @param dropped how many were skipped so far
   * @returns the rates of the interval that ends with it, or null within one
   */
  count(now: number, dropped: number, interval: number): { fps: number; dropped: number } | null;
}

export function createRates(): Rates {
  let since = Number.NaN;
  let events = 0;
  let droppedBefore = 0;
  return {
    count(now, dropped, interval) {
      events++;
      if (Number.isNaN(since)) {
        since = now;
        events = 0;
        droppedBefore = dropped;
      }
      const seconds = (now - since) / 1000;
      if (1000 * seconds < interval) return null;
      const rates = { fps: events / seconds, dropped: Math.max(0, dropped - droppedBefore) / seconds };
      since = now;
      events = 0;
      droppedBefore = dropped;
      return rates;
    },
  };
}
