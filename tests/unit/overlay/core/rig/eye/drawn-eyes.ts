import {
  EYES,
  type EyeFrame,
  eyeFrame,
  localX,
  localY,
  pictureX,
  pictureY,
} from '../../../../../../apps/overlay/src/core/rig/eye/eye-frame.ts';
import type { Picture } from '../../../../../../apps/overlay/src/core/rig/picture.ts';
import { photograph, restingFace } from '../../face/synthetic-face.ts';

type Rgb = readonly [number, number, number];

/** How eyes are drawn; lengths in half eye widths, the same for both eyes. */
export interface EyeDrawing {
  /** Heights of the lids' arcs above and below the corner line. */
  upper: number;
  lower: number;
  /** null: an eye without an iris. */
  iris: { x: number; y: number; radius: number; colour: Rgb } | null;
  /** Offset of a white spot from the iris' centre, and its radius. */
  highlight: { x: number; y: number; radius: number } | null;
  /** Thickness of the dark line above the upper lid. */
  lash: number;
  /** Thickness of a dark line below the lower lid. */
  lowerLine: number;
  /** How much wider than tracked the eye is drawn. */
  width: number;
}

export const DRAWING: EyeDrawing = {
  upper: 0.5,
  lower: 0.35,
  iris: { x: 0.08, y: -0.1, radius: 0.42, colour: [70, 90, 120] },
  highlight: null,
  lash: 0.1,
  lowerLine: 0,
  width: 1,
};

export const SKIN: Rgb = [214, 170, 148];
export const WHITE: Rgb = [232, 228, 222];
export const LASH: Rgb = [40, 24, 20];
/** Pixels a canonical centimetre. */
const SCALE = 34;
const SIZE = 640;
/** Samples a pixel side. */
const SAMPLES = 3;

/** A frontal face whose tracked lids are arcs of the given heights: landmarks in pixels and their canonical positions. */
export function faceWithLids(upper: number, lower: number): { landmarks: Float32Array; neutral: Float32Array } {
  const landmarks = photograph(restingFace(), { scale: SCALE, x: SIZE / 2, y: SIZE / 2 });
  for (const side of ['right', 'left'] as const) {
    const frame = eyeFrame(side, landmarks);
    const place = (points: readonly number[], height: (arc: number) => number) => {
      for (let i = 1; i < 8; i++) {
        const x = (side === 'right' ? -1 : 1) * Math.cos((Math.PI * i) / 8);
        landmarks[3 * points[i]] = pictureX(frame, x, height(1 - x * x));
        landmarks[3 * points[i] + 1] = pictureY(frame, x, height(1 - x * x));
      }
    };
    place(EYES[side].upper, (arc) => -upper * arc);
    place(EYES[side].lower, (arc) => lower * arc);
    place(EYES[side].upperRing, (arc) => -upper * arc - 0.35);
    place(EYES[side].lowerRing, (arc) => lower * arc + 0.25);
    place(EYES[side].browRing, (arc) => -upper * arc - 0.7);
  }
  const neutral = landmarks.map((v, i) => (i % 3 === 0 ? v - SIZE / 2 : i % 3 === 1 ? SIZE / 2 - v : -v) / SCALE);
  return { landmarks, neutral };
}

/** Colour of a drawn eye at an eye-local point. */
export function drawnColour(drawing: EyeDrawing, x: number, y: number): Rgb {
  const u = x / drawing.width;
  const arc = Math.max(0, 1 - u * u);
  if (Math.abs(u) >= 1 || y > drawing.lower * arc + drawing.lowerLine || y < -drawing.upper * arc - drawing.lash) return SKIN;
  if (y < -drawing.upper * arc || y > drawing.lower * arc) return LASH;
  const { iris, highlight } = drawing;
  if (iris && highlight && Math.hypot(x - iris.x - highlight.x, y - iris.y - highlight.y) < highlight.radius) return [255, 255, 255];
  const rho = iris ? Math.hypot(x - iris.x, y - iris.y) / iris.radius : 2;
  if (iris && rho < 0.4) return [20, 18, 18];
  return iris && rho < 1 ? iris.colour : WHITE;
}

/** Paints both eyes into a picture of skin, anti-aliased. */
export function drawEyes(landmarks: Float32Array, drawing: EyeDrawing): Picture {
  const data = new Uint8ClampedArray(4 * SIZE * SIZE);
  for (let i = 0; i < SIZE * SIZE; i++) data.set([...SKIN, 255], 4 * i);
  for (const side of ['right', 'left'] as const) paint(data, eyeFrame(side, landmarks), drawing);
  return { width: SIZE, height: SIZE, data };
}

function paint(data: Uint8ClampedArray, frame: EyeFrame, drawing: EyeDrawing): void {
  const reach = Math.ceil(1.6 * frame.halfWidth);
  for (let py = Math.floor(frame.originY) - reach; py < frame.originY + reach; py++) {
    for (let px = Math.floor(frame.originX) - reach; px < frame.originX + reach; px++) {
      const sum = [0, 0, 0];
      for (let s = 0; s < SAMPLES * SAMPLES; s++) {
        const x = px + ((s % SAMPLES) + 0.5) / SAMPLES;
        const y = py + (Math.floor(s / SAMPLES) + 0.5) / SAMPLES;
        const colour = drawnColour(drawing, localX(frame, x, y), localY(frame, x, y));
        for (let c = 0; c < 3; c++) sum[c] += colour[c] / SAMPLES ** 2;
      }
      data.set(sum, 4 * (py * SIZE + px));
    }
  }
}
