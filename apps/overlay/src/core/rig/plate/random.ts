/** Numbers in [0, 1) from a seed, the same on every machine: xorshift32 (G. Marsaglia, 2003; shifts 13, 17, 5). */
export function createRandom(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1) ^ 0x2545f491 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4294967296;
  };
}
