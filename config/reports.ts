import { z } from 'zod';

const count = z.number().min(0).max(1e6);

/** How a tracker is doing, told a few times a second. */
export const trackerReportSchema = z.strictObject({
  kind: z.literal('tracker'),
  /** `stopped`: by a person; `problem`: no camera runs, and `problem` says why. */
  state: z.enum(['starting', 'running', 'stopped', 'problem']),
  problem: z.string().max(400),
  cameras: z.array(z.strictObject({ id: z.string().max(200), label: z.string().max(200) })).max(32),
  /** Id of the camera that runs. */
  camera: z.string().max(200).nullable(),
  /** Whether the face's rest is known, now or from an evening before. */
  neutral: z.boolean(),
  /** Frames followed in a second. */
  fps: count,
  /** 0..1; 0 without a face. */
  score: z.number().min(0).max(1),
  /** Frames skipped in a second. */
  dropped: count,
  /** Milliseconds from a frame's capture until its motion left. */
  delay: count,
});
export type TrackerReport = z.output<typeof trackerReportSchema>;

/** How an overlay is doing. */
export const overlayReportSchema = z.strictObject({
  kind: z.literal('overlay'),
  /** Frames drawn in a second. */
  fps: count,
  /** Milliseconds from a camera frame's capture until it was drawn; null while no tracker is followed. */
  delay: count.nullable(),
});
export type OverlayReport = z.output<typeof overlayReportSchema>;

/** What hinders the microphone; `silent` and `clipped` are told of one that is heard. */
export const VOICE_PROBLEMS = [
  'blocked',
  'missing',
  'busy',
  'unplugged',
  'insecure',
  /** The browser lets no page listen before it was clicked once. */
  'asleep',
  'silent',
  'clipped',
  'failed',
] as const;
export type VoiceProblem = (typeof VOICE_PROBLEMS)[number];

const microphone = z.string().max(200);

/** What a tracker hears, told often enough for a meter; nothing of the sound itself. */
export const voiceReportSchema = z.strictObject({
  kind: z.literal('voice'),
  /** Whether it listens at all. */
  on: z.boolean(),
  problem: z.enum(VOICE_PROBLEMS).nullable(),
  microphones: z.array(microphone).max(32),
  /** The one that is open. */
  microphone: microphone.nullable(),
  /** Decibels, as the gate is set in. */
  level: z.number().min(-200).max(100),
  /** The viseme that is heard most, by its name in VISEMES; empty in silence. */
  viseme: z.string().max(8),
  /** How far the voice opens the mouth, 0..1. */
  open: z.number().min(0).max(1),
});
export type VoiceReport = z.output<typeof voiceReportSchema>;

export const reportSchema = z.discriminatedUnion('kind', [trackerReportSchema, overlayReportSchema, voiceReportSchema]);

/** A report as panels get it: from which page, in which slot. */
export interface SentReport {
  slot: string;
  /** Tells pages of one kind apart. */
  page: string;
  /** Whether it is the tracker that drives its slot. */
  driving: boolean;
  report: z.output<typeof reportSchema>;
}

/** What a tracker can be asked to do. */
export const trackerOrderSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('start') }),
  z.strictObject({ do: z.literal('stop') }),
  /** Opens this camera. */
  z.strictObject({ do: z.literal('camera'), id: z.string().min(1).max(200) }),
  /** Takes the next two still seconds for rest. */
  z.strictObject({ do: z.literal('calibrate') }),
  /** Takes the head's present place and turn for straight ahead. */
  z.strictObject({ do: z.literal('recentre') }),
]);
export type TrackerOrder = z.output<typeof trackerOrderSchema>;
