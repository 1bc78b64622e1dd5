import { z } from 'zod';

/** Who moves the mouth; with `both` whoever opens it wider. */
export const MOUTH_SOURCES = ['camera', 'voice', 'both'] as const;
export type MouthSource = (typeof MOUTH_SOURCES)[number];

/** A microphone's name as the system gives it; empty stands for the browser's default. */
const microphoneName = z.string().max(200);

/** How the microphone moves the mouth. */
export const voiceSchema = z.object({
  mouth: z.enum(MOUTH_SOURCES),
  device: microphoneName,
  /** Decibels by which the microphone is made louder. */
  gain: z.number().min(-20).max(30),
  /** Decibels of full scale, gain included, under which sound is taken for silence. */
  gate: z.number().min(-70).max(-10),
  /** Milliseconds that the mouth keeps its shape in a pause, before it closes. */
  hold: z.number().min(0).max(500),
  /** Milliseconds in which the mouth takes on most of a new shape. */
  attack: z.number().min(0).max(200),
});
export type Voice = z.output<typeof voiceSchema>;

export const DEFAULT_VOICE: Voice = { mouth: 'camera', device: '', gain: 0, gate: -48, hold: 40, attack: 25 };

/** Decibels of the quietest and the loudest sound that meters show. */
export const QUIETEST = -70;
export const LOUDEST = -6;
