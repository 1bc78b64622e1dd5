/** Milliseconds on a clock that all processes of this machine share (its zero is arbitrary). */
export function sharedClock(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
