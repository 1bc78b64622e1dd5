import { BLENDSHAPES } from '@masque/config/blendshapes';
import { CONTROL_POINT_COUNT, LANDMARK_COUNT, type Motion, pickControlPoints } from '@masque/config/motion-frame';
import { LID_POINTS } from './lid-points.ts';
import { createOneEuro, type OneEuro, type OneEuroOptions } from './one-euro.ts';

/** Calms a live motion without making it late. */
export interface Stabiliser {
  /** 0 passes everything through, 1 is stillest and laggy; 0.3 by default. */
  stability: number;
  /** Filters one frame in place; frames come in the order of their times. */
  apply(motion: Motion): Motion;
  /** Forgets the past, for instance when a face was found anew. */
  reset(): void;
}

const DEFAULT_STABILITY = 0.3;

/**
 * At the default stability, 2 Hz at rest and 30 Hz per face height a second for whatever moves the picture
 * (a degree turns the face's surface by about 0.009 face heights; a shift of one face width moves it by 0.9).
 * Gaze jumps, so its speed is read quickly. Lids are filtered barely: a blink lasts three frames.
 */
const FACE_HEIGHT = 17.2;
const GROUPS = {
  turn: { minCutoff: 2, beta: 30 * 0.009, derivativeCutoff: 1 },
  place: { minCutoff: 2, beta: 30 * 0.9, derivativeCutoff: 1 },
  surface: { minCutoff: 2, beta: 30 / FACE_HEIGHT, derivativeCutoff: 1 },
  lids: { minCutoff: 8, beta: 60 / FACE_HEIGHT, derivativeCutoff: 5 },
  gaze: { minCutoff: 2, beta: 20, derivativeCutoff: 5 },
  shapes: { minCutoff: 2, beta: 5, derivativeCutoff: 1 },
  looks: { minCutoff: 2, beta: 5, derivativeCutoff: 5 },
} satisfies Record<string, OneEuroOptions>;

const indicesOf = (test: (name: string) => boolean): number[] => BLENDSHAPES.flatMap((name, i) => (test(name) ? [i] : []));
const LOOKS = indicesOf((name) => name.startsWith('eyeLook'));
const SHAPES = indicesOf((name) => !/^eye(Look|Blink|Wide)/.test(name));

/** One filter over some values picked out of a larger array. */
interface Picked {
  from: readonly number[];
  filter: OneEuro;
  values: Float32Array;
}

/** A stabiliser for the frames of one face. */
export function createStabiliser(stability = DEFAULT_STABILITY): Stabiliser {
  const filters: { filter: OneEuro; options: OneEuroOptions }[] = [];
  const make = (size: number, group: number, options: OneEuroOptions): OneEuro => {
    const filter = createOneEuro(size, group, { ...options });
    filters.push({ filter, options });
    return filter;
  };
  const picked = (from: readonly number[], group: number, options: OneEuroOptions): Picked => ({
    from,
    filter: make(from.length, group, options),
    values: new Float32Array(from.length),
  });
  const turn = { filter: make(3, 3, GROUPS.turn), values: new Float32Array(3) };
  const place = { filter: make(3, 3, GROUPS.place), values: new Float32Array(3) };
  const gaze = { filter: make(2, 2, GROUPS.gaze), values: new Float32Array(2) };
  const surface = make(3 * LANDMARK_COUNT, 3, GROUPS.surface);
  const controlPoints = make(3 * CONTROL_POINT_COUNT, 3, GROUPS.surface);
  const lids = picked(
    LID_POINTS.flatMap((i) => [3 * i, 3 * i + 1, 3 * i + 2]),
    3,
    GROUPS.lids,
  );
  const looks = picked(LOOKS, 1, GROUPS.looks);
  const shapes = picked(SHAPES, 1, GROUPS.shapes);

  const tune = (value: number): void => {
    const factor = 10 ** (DEFAULT_STABILITY - value);
    for (const { filter, options } of filters) {
      filter.options.minCutoff = options.minCutoff * factor;
      filter.options.beta = options.beta * factor;
    }
  };
  tune(stability);

  const applyHead = ({ head, gaze: look, time }: Motion): void => {
    turn.values[0] = head.yaw;
    turn.values[1] = head.pitch;
    turn.values[2] = head.roll;
    [head.yaw, head.pitch, head.roll] = turn.filter.filter(turn.values, time);
    place.values[0] = head.x;
    place.values[1] = head.y;
    place.values[2] = head.scale;
    [head.x, head.y, head.scale] = place.filter.filter(place.values, time);
    gaze.values[0] = look.x;
    gaze.values[1] = look.y;
    [look.x, look.y] = gaze.filter.filter(gaze.values, time);
  };

  return {
    get stability() {
      return stability;
    },
    set stability(value) {
      stability = value;
      tune(value);
    },
    apply(motion) {
      if (stability <= 0) return motion;
      applyHead(motion);
      for (const part of [looks, shapes]) {
        pick(motion.blendshapes, part);
        put(part.filter.filter(part.values, motion.time), part, motion.blendshapes);
      }
      if (!motion.dense) {
        controlPoints.filter(motion.controlPoints, motion.time);
        return motion;
      }
      pick(motion.dense, lids);
      surface.filter(motion.dense, motion.time);
      put(lids.filter.filter(lids.values, motion.time), lids, motion.dense);
      pickControlPoints(motion.dense, motion.controlPoints);
      return motion;
    },
    reset() {
      for (const { filter } of filters) filter.reset();
    },
  };
}

function pick(source: Float32Array, { from, values }: Picked): void {
  for (let i = 0; i < from.length; i++) values[i] = source[from[i]];
}

function put(values: Float32Array, { from }: Picked, target: Float32Array): void {
  for (let i = 0; i < from.length; i++) target[from[i]] = values[i];
}
