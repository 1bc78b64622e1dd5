import { describe, expect, it } from 'vitest';
import { pictureX, pictureY } from '../../../../../../apps/overlay/src/core/rig/eye/eye-frame.ts';
import { buildEyePart, type EyePart } from '../../../../../../apps/overlay/src/core/rig/eye/eye-part.ts';
import { SPRITE_REACH } from '../../../../../../apps/overlay/src/core/rig/eye/iris-sprite.ts';
import { lidShadeAt } from '../../../../../../apps/overlay/src/core/rig/eye/lid-shade.ts';
import { createPixelSampler, luma } from '../../../../../../apps/overlay/src/core/rig/eye/pixel-sampler.ts';
import { createPatchSampler, PATCH_EXTENT } from '../../../../../../apps/overlay/src/core/rig/eye/sclera-patch.ts';
import { DRAWING, drawEyes, type EyeDrawing, faceWithLids, LASH, SKIN, WHITE } from './drawn-eyes.ts';

function build(drawing: EyeDrawing) {
  const { landmarks, neutral } = faceWithLids(drawing.upper, drawing.lower);
  const picture = drawEyes(landmarks, drawing);
  return {
    picture,
    right: buildEyePart('right', landmarks, picture, neutral, false),
    left: buildEyePart('left', landmarks, picture, neutral, false),
  };
}

/** Texel of the sprite's left (0) or right (1) square at an offset from the iris' centre in radii. */
function texel({ sprite }: EyePart, half: 0 | 1, dx: number, dy: number): number[] {
  const side = sprite.height;
  const column = Math.floor(((dx / SPRITE_REACH + 1) / 2) * side);
  const row = Math.floor(((dy / SPRITE_REACH + 1) / 2) * side);
  const at = 4 * (row * 2 * side + half * side + column);
  return [...sprite.data.subarray(at, at + 4)];
}

const IRIS = DRAWING.iris as NonNullable<EyeDrawing['iris']>;

describe('buildEyePart', () => {
  it('finds the iris as it is drawn, not as it was tracked', () => {
    for (const [x, y, radius] of [
      [0.08, -0.1, 0.42],
      [-0.15, -0.12, 0.5],
      [0.05, -0.1, 0.34],
    ]) {
      const { right, left } = build({ ...DRAWING, iris: { ...IRIS, x, y, radius } });
      for (const part of [right, left]) {
        expect(part.noIris).toBe(false);
        expect(Math.abs(part.iris.x - x)).toBeLessThan(0.04);
        expect(Math.abs(part.iris.y - y)).toBeLessThan(0.08);
        expect(Math.abs(part.iris.radiusX / radius - 1)).toBeLessThan(0.07);
      }
    }
  });

  it('clears the white of its iris', () => {
    const { right } = build(DRAWING);
    const patch = createPatchSampler(right.patch);
    for (const [dx, dy] of [
      [0, 0],
      [0.25, 0],
      [-0.25, 0.1],
      [0, 0.25],
    ]) {
      const colour = patch(right.iris.x + dx, right.iris.y + dy, new Float64Array(3));
      for (let c = 0; c < 3; c++) expect(Math.abs(colour[c] - WHITE[c])).toBeLessThan(12);
    }
  });

  it('gives the picture again when iris and white are put together', () => {
    const { picture, right } = build({ ...DRAWING, highlight: { x: 0.14, y: 0.02, radius: 0.07 } });
    const sample = createPixelSampler(picture);
    const patch = createPatchSampler(right.patch);
    const [seen, white] = [new Float64Array(3), new Float64Array(3)];
    let [sum, count] = [0, 0];
    for (let y = -0.3; y <= 0.2; y += 0.02) {
      for (let x = -0.5; x <= 0.6; x += 0.02) {
        const arc = 1 - x * x;
        if (y < -DRAWING.upper * arc + 0.1 || y > DRAWING.lower * arc - 0.08) continue;
        sample(pictureX(right.frame, x, y), pictureY(right.frame, x, y), seen);
        patch(x, y, white);
        const [dx, dy] = [(x - right.iris.x) / right.iris.radiusX, (y - right.iris.y) / right.iris.radiusY];
        const [iris, shine] =
          Math.hypot(dx, dy) < 1.18
            ? [texel(right, 0, dx, dy), texel(right, 1, dx, dy)]
            : [
                [0, 0, 0, 0],
                [0, 0, 0, 0],
              ];
        const light = lidShadeAt(right.shade, x, y + DRAWING.upper * arc);
        for (let c = 0; c < 3; c++) {
          const under = white[c] + (iris[c] - white[c]) * (iris[3] / 255);
          sum += Math.abs(light * (under + (shine[c] - under) * (shine[3] / 255) * (iris[3] / 255)) - seen[c]);
          count++;
        }
      }
    }
    expect(count).toBeGreaterThan(1500);
    expect(sum / count).toBeLessThan(3);
  });

  it('continues an iris under the lid that covers it, without a second highlight', () => {
    const { right } = build({ ...DRAWING, upper: 0.4, iris: { ...IRIS, y: -0.18 }, highlight: { x: 0.1, y: 0.12, radius: 0.09 } });
    for (const [dx, dy] of [
      [0, -0.8],
      [0.3, -0.7],
      [-0.3, -0.7],
    ]) {
      const [r, g, b, a] = texel(right, 0, dx, dy);
      expect(Math.abs(luma([r, g, b]) - luma(IRIS.colour))).toBeLessThan(25);
      expect(a).toBeGreaterThan(240);
    }
    const spot = [0.1 / IRIS.radius, 0.12 / IRIS.radius] as const;
    const shift = [(IRIS.x - right.iris.x) / right.iris.radiusX, (-0.18 - right.iris.y) / right.iris.radiusY];
    expect(texel(right, 1, spot[0] + shift[0], spot[1] + shift[1])[3]).toBeGreaterThan(230);
    for (const [sx, sy] of [
      [-1, 1],
      [1, -1],
      [-1, -1],
    ])
      expect(texel(right, 1, sx * spot[0], sy * spot[1])[3]).toBe(0);
    const [r, g, b] = texel(right, 0, spot[0] + shift[0], spot[1] + shift[1]);
    expect(luma([r, g, b])).toBeLessThan(120);
  });

  it('says when an eye shows no iris', () => {
    const { right, left } = build({ ...DRAWING, iris: null });
    expect(right.noIris).toBe(true);
    expect(left.noIris).toBe(true);
    expect(build(DRAWING).right.noIris).toBe(false);
  });

  it('takes the colours of skin and lashes from the picture', () => {
    const { right } = build(DRAWING);
    right.colours.lid.forEach((v, c) => {
      expect(Math.abs(255 * v - SKIN[c])).toBeLessThan(6);
    });
    expect(255 * luma(right.colours.lash)).toBeLessThan(luma(LASH) + 20);
    expect(Math.abs(right.colours.lashThickness - DRAWING.lash)).toBeLessThan(0.06);
    const thick = build({ ...DRAWING, lash: 0.2 }).right;
    expect(thick.lash).toBeGreaterThan(right.lash);
  });

  it('follows the picture in resolution and keeps the gaze within the eye', () => {
    const { right } = build(DRAWING);
    const pixels = 2 * SPRITE_REACH * right.iris.radiusX * right.frame.halfWidth;
    expect(right.sprite.width).toBe(2 * right.sprite.height);
    expect(right.sprite.height).toBeGreaterThan(1.4 * pixels);
    expect(right.patch.width / right.patch.height).toBeCloseTo(PATCH_EXTENT.x / PATCH_EXTENT.y, 5);
    const { range, iris } = right;
    expect(range.left).toBeLessThan(iris.x);
    expect(range.right).toBeGreaterThan(iris.x);
    expect(range.right + iris.radiusX).toBeLessThan(1.1);
    expect(range.up).toBeGreaterThan(-DRAWING.upper);
    expect(range.down).toBeLessThan(DRAWING.lower);
  });
});
