import { z } from 'zod';
import { BLENDSHAPES } from './blendshapes.ts';
import { CONTROL_POINT_COUNT, type Motion } from './motion-frame.ts';
import { DocumentError, type Migration, migrate } from './versioned.ts';

const migrations: readonly Migration[] = [];

/** A take's id is the name of its file and part of its address. */
export const takeIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'an id is made of small letters, digits and dashes');

export const takeNameSchema = z.string().trim().min(1).max(80);

/** What can be done with a take in a slot: show it once, again and again, or no more. */
export const TAKE_OPS = ['play', 'loop', 'stop'] as const;
export type TakeOp = (typeof TAKE_OPS)[number];

/** The longest take, seconds, and how many frames of a second are kept. */
export const LONGEST_TAKE = 180;
export const TAKE_RATE = 30;
/** Bytes of the largest file that is read as a take. */
export const MOST_TAKE_BYTES = 8 * 1024 * 1024;

/**
 * One frame as whole numbers: milliseconds since the first, what drives (1 a face, 2 a voice alone), then in steps of UNITS yaw,
 * pitch, roll, x, y, scale, gaze x and y, 52 blendshapes and 12 x 3 control points.
 */
export type TakeFrame = readonly number[];
const FACE = 1;
const MOUTH_ONLY = 2;
const SHAPES_AT = 10;
const POINTS_AT = SHAPES_AT + BLENDSHAPES.length;
export const TAKE_FRAME_LENGTH = POINTS_AT + 3 * CONTROL_POINT_COUNT;

/** Degrees, face widths and scale, eye widths, blendshapes, centimetres. */
const UNITS = { angle: 1 / 100, shift: 1 / 10_000, gaze: 1 / 10_000, shape: 1 / 1000, point: 1 / 1000 };

/** Motion that was recorded: numbers, and nothing of the picture they were read from. */
export interface Take {
  version: 1;
  name: string;
  /** When it was recorded, milliseconds since 1970. */
  created: number;
  /** At least two, in order of time. */
  frames: readonly TakeFrame[];
}

/** A take as lists show it. */
export interface TakeEntry {
  id: string;
  name: string;
  created: number;
  seconds: number;
}

/** What a slot shows instead of its tracker. */
export interface PlayedTake {
  take: string;
  loop: boolean;
  /** When it began, milliseconds since 1970. */
  since: number;
}

const takeSchema = z.object({
  version: z.literal(1),
  name: takeNameSchema,
  created: z.number().nonnegative().max(8.64e15),
  frames: z.custom<readonly TakeFrame[]>((value) => faultOf(value) === null, { error: ({ input }) => faultOf(input) ?? '' }),
});

/** What is wrong with the frames, or null; a loop, since a schema of half a million numbers would take a second. */
function faultOf(value: unknown): string | null {
  if (!Array.isArray(value)) return 'the frames are missing';
  if (value.length < 2) return 'it has fewer than two frames';
  if (value.length > (LONGEST_TAKE + 1) * TAKE_RATE) return `it is longer than ${LONGEST_TAKE} seconds`;
  for (let i = 0; i < value.length; i++) {
    const frame: unknown = value[i];
    if (!Array.isArray(frame) || frame.length !== TAKE_FRAME_LENGTH || !frame.every(Number.isSafeInteger)) {
      return `frame ${i + 1} is damaged`;
    }
    if (i === 0 ? frame[0] !== 0 : frame[0] <= value[i - 1][0]) return `frame ${i + 1} is out of order`;
    if (frame[7] <= 0) return `frame ${i + 1} has a head of no size`;
  }
  return value[value.length - 1][0] > 1000 * (LONGEST_TAKE + 1) ? `it is longer than ${LONGEST_TAKE} seconds` : null;
}

/**
 * Reads a take, of this version or an older one.
 * @throws DocumentError with what is wrong with it
 */
export function parseTake(document: unknown): Take {
  const result = takeSchema.safeParse(migrate(document, migrations));
  if (!result.success) throw new DocumentError(result.error.issues[0].message);
  return result.data;
}

/**
 * Reads a take's file.
 * @throws DocumentError with what is wrong with it, in words for its owner
 */
export function readTake(text: string): Take {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw new DocumentError('it is cut short, or no take at all');
  }
  return parseTake(document);
}

/** Seconds from a take's first frame to its last. */
export function secondsOf({ frames }: Pick<Take, 'frames'>): number {
  return frames[frames.length - 1][0] / 1000;
}

/** Address of a take on the relay. */
export function takeUrl(id: string): string {
  return `/api/takes/${id}`;
}

/** A motion as a frame of a take. @param since milliseconds from the take's first frame */
export function frameOfMotion({ head, gaze, blendshapes, controlPoints, presence, mouthOnly }: Motion, since: number): TakeFrame {
  const { angle, shift, gaze: look, shape, point } = UNITS;
  return [
    Math.round(since),
    (presence ? FACE : 0) | (mouthOnly ? MOUTH_ONLY : 0),
    Math.round(head.yaw / angle),
    Math.round(head.pitch / angle),
    Math.round(head.roll / angle),
    Math.round(head.x / shift),
    Math.round(head.y / shift),
    Math.max(1, Math.round(head.scale / shift)),
    Math.round(gaze.x / look),
    Math.round(gaze.y / look),
    ...Array.from(blendshapes, (value) => Math.round(value / shape)),
    ...Array.from(controlPoints, (value) => Math.round(value / point)),
  ];
}

/**
 * The motion between two frames of a take; what drives is the first one's.
 * @param share 0 for the first frame .. 1 for the second
 * @param out its time is left alone
 */
export function motionOfFrames(first: TakeFrame, second: TakeFrame, share: number, out: Motion): Motion {
  const { angle, shift, gaze, shape, point } = UNITS;
  const at = (i: number): number => first[i] + share * (second[i] - first[i]);
  out.presence = (first[1] & FACE) !== 0;
  out.mouthOnly = (first[1] & MOUTH_ONLY) !== 0;
  out.score = 1;
  out.voice = 0;
  out.head.yaw = at(2) * angle;
  out.head.pitch = at(3) * angle;
  out.head.roll = at(4) * angle;
  out.head.x = at(5) * shift;
  out.head.y = at(6) * shift;
  out.head.scale = at(7) * shift;
  out.gaze.x = at(8) * gaze;
  out.gaze.y = at(9) * gaze;
  for (let i = 0; i < BLENDSHAPES.length; i++) out.blendshapes[i] = Math.max(0, Math.min(1, at(SHAPES_AT + i) * shape));
  for (let i = 0; i < 3 * CONTROL_POINT_COUNT; i++) out.controlPoints[i] = at(POINTS_AT + i) * point;
  out.dense = null;
  return out;
}
