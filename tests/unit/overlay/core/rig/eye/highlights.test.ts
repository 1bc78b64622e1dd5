import { describe, expect, it } from 'vitest';
import type { Grid } from '../../../../../../apps/overlay/src/core/rig/eye/diffuse.ts';
import { findHighlights } from '../../../../../../apps/overlay/src/core/rig/eye/highlights.ts';

const SIDE = 96;
const RADIUS = 40;
const WHITE = new Float32Array(3 * SIDE * SIDE).fill(225);

/** An iris of one colour with discs of other colours (centre and radius in iris radii). */
function find(discs: { x: number; y: number; radius: number; colour: readonly number[] }[], reach = 0.9) {
  const colour: Grid = { width: SIDE, height: SIDE, channels: 3, values: new Float32Array(3 * SIDE * SIDE) };
  const known = new Uint8Array(SIDE * SIDE);
  const inner = new Uint8Array(SIDE * SIDE);
  for (let cell = 0; cell < SIDE * SIDE; cell++) {
    const x = ((cell % SIDE) + 0.5 - SIDE / 2) / RADIUS;
    const y = (Math.floor(cell / SIDE) + 0.5 - SIDE / 2) / RADIUS;
    known[cell] = Math.hypot(x, y) < 0.9 ? 1 : 0;
    inner[cell] = Math.hypot(x, y) < reach ? 1 : 0;
    const disc = discs.find((d) => Math.hypot(x - d.x, y - d.y) < d.radius);
    colour.values.set(disc?.colour ?? [70, 100, 140], 3 * cell);
  }
  const found = findHighlights(colour, known, inner, RADIUS, 1, WHITE);
  return (x: number, y: number) => found[Math.floor(y * RADIUS + SIDE / 2) * SIDE + Math.floor(x * RADIUS + SIDE / 2)];
}

describe('findHighlights', () => {
  it('finds a white spot and nothing else', () => {
    const at = find([{ x: 0.3, y: -0.3, radius: 0.15, colour: [240, 242, 245] }]);
    expect(at(0.3, -0.3)).toBe(1);
    expect(at(0.3, -0.47)).toBe(1);
    for (const [x, y] of [
      [-0.3, -0.3],
      [0.3, 0.3],
      [-0.3, 0.3],
      [0, 0],
      [0.75, 0],
    ])
      expect(at(x, y)).toBe(0);
  });

  it('leaves a lit part of a coloured iris alone', () => {
    const at = find([{ x: 0.2, y: 0.4, radius: 0.2, colour: [150, 190, 225] }]);
    expect(at(0.2, 0.4)).toBe(0);
  });

  it('follows a highlight beyond where it looks for them', () => {
    const at = find([{ x: 0.7, y: 0, radius: 0.2, colour: [250, 250, 250] }], 0.75);
    expect(at(0.7, 0)).toBe(1);
    expect(at(0.86, 0)).toBe(1);
  });

  it('takes no large light part for a highlight', () => {
    const at = find([{ x: 0, y: 0, radius: 0.62, colour: [235, 235, 235] }]);
    expect(at(0, 0)).toBe(0);
  });
});
