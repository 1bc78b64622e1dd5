import { BLENDSHAPE_INDEX, BLENDSHAPES, type Blendshape } from '@masque/config/blendshapes';
import { copyMotion, LANDMARK_COUNT, type Motion, pickControlPoints } from '@masque/config/motion-frame';
import { displacementOf, type FinalExpression } from './basis.ts';
import { REGION_OF_BLENDSHAPE, REGIONS, type Region } from './regions.ts';

/** Something laid over the tracked face: the microphone's mouth, expressions. */
export interface Layer {
  /** 0..1, as faded in at the moment. */
  weight: number;
  /** 52 values. */
  values: Float32Array;
  /** 52 shares 0..1: 1 replaces the coefficient by the layer's value, 0 adds the value to it. */
  takes: Float32Array;
  /** Added to the head's pose, in degrees, once `takes` (0..1) of the pose was taken off. */
  head: { yaw: number; pitch: number; roll: number; takes: number };
  /** Added to the gaze, in eye widths, once `takes` (0..1) of the gaze was taken off. */
  gaze: { x: number; y: number; takes: number };
}

/**
 * A layer that shows some shapes.
 * @param owned regions that it takes over whole, so that tracking shows nothing there; elsewhere the shapes are added
 */
export function createLayer(shapes: Partial<Record<Blendshape, number>>, owned: readonly Region[] = []): Layer {
  const values = new Float32Array(BLENDSHAPES.length);
  for (const [name, value] of Object.entries(shapes)) values[BLENDSHAPE_INDEX[name as Blendshape]] = value;
  const takes = Float32Array.from(REGION_OF_BLENDSHAPE, (region) => (owned.includes(REGIONS[region]) ? 1 : 0));
  return { weight: 0, values, takes, head: { yaw: 0, pitch: 0, roll: 0, takes: 0 }, gaze: { x: 0, y: 0, takes: 0 } };
}

const SHAPES_IN_REGION = REGIONS.map((_, region) => REGION_OF_BLENDSHAPE.filter((r) => r === region).length);
const final: FinalExpression = { blendshapes: new Float32Array(BLENDSHAPES.length), ownership: new Float32Array(REGIONS.length) };
const taken = new Float32Array(REGIONS.length);

/**
 * Lays layers over a motion, weakest first (audio, then expressions).
 * The result is dense wherever a layer shows, so that what shows it needs to know nothing of layers: the tracked face's residual
 * fades out region by region as layers take it over, while what they only add to keeps it.
 * @param out the shown motion; not the same object as `tracked`
 */
export function blendMotion(tracked: Motion, layers: readonly Layer[], out: Motion): Motion {
  let shows = false;
  for (let i = 0; i < layers.length; i++) shows ||= layers[i].weight > 0;
  const dense = out.dense;
  copyMotion(tracked, out);
  if (!shows) return out;
  final.blendshapes.set(tracked.blendshapes);
  final.ownership.fill(0);
  for (let i = 0; i < layers.length; i++) if (layers[i].weight > 0) lay(layers[i], out);
  out.blendshapes.set(final.blendshapes);
  out.dense = displacementOf(tracked, out.dense ?? dense ?? new Float32Array(3 * LANDMARK_COUNT), final);
  pickControlPoints(out.dense, out.controlPoints);
  return out;
}

function lay({ weight, values, takes, head, gaze }: Layer, out: Motion): void {
  const { blendshapes, ownership } = final;
  taken.fill(0);
  for (let i = 0; i < blendshapes.length; i++) {
    const value = blendshapes[i] * (1 - weight * takes[i]) + weight * values[i];
    blendshapes[i] = Math.max(0, Math.min(1, value));
    taken[REGION_OF_BLENDSHAPE[i]] += (weight * takes[i]) / SHAPES_IN_REGION[REGION_OF_BLENDSHAPE[i]];
  }
  for (let r = 0; r < ownership.length; r++) ownership[r] = 1 - (1 - ownership[r]) * (1 - taken[r]);
  const pose = out.head;
  const kept = 1 - weight * head.takes;
  pose.yaw = kept * pose.yaw + weight * head.yaw;
  pose.pitch = kept * pose.pitch + weight * head.pitch;
  pose.roll = kept * pose.roll + weight * head.roll;
  pose.x *= kept;
  pose.y *= kept;
  pose.scale = 1 + kept * (pose.scale - 1);
  out.gaze.x = (1 - weight * gaze.takes) * out.gaze.x + weight * gaze.x;
  out.gaze.y = (1 - weight * gaze.takes) * out.gaze.y + weight * gaze.y;
}
