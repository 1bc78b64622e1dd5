import type { TrackerOrder, TrackerReport } from '@masque/config/reports';
import type { Voice } from '@masque/config/voice';
import type { SavedNeutral } from '../core/face/neutral.ts';
import type { SoundFrame } from '../core/voice/sound-analyser.ts';
import type { LinkState } from '../link/create-link.ts';
import type { SearchSettings } from '../tracker/messages.ts';
import type { Listening } from '../voice/listen-to-voice.ts';

/** Page to track worker, once and beside the tracker's own messages: what becomes of the landmarks. */
export interface DriveRequest {
  type: 'drive';
  port: MessagePort;
  stability: number;
  /** Where motion is sent; null to hand it to the page. */
  link: { url: string; slot: string } | null;
}

/** Page to worker, over the port. */
export type ToDriver =
  | { type: 'stability'; stability: number }
  /** A camera was opened: a face is measured anew, against the neutral kept for this camera. */
  | { type: 'camera'; remembered: SavedNeutral | null }
  | { type: 'recalibrate' }
  | { type: 'recentre' }
  /** A moment of the microphone's sound. @param time milliseconds since 1970 */
  | { type: 'sound'; frame: SoundFrame; time: number }
  /** How the listening goes; null where nothing is listened to. */
  | { type: 'listening'; listening: Listening | null }
  /** To be handed on to the panels. */
  | { type: 'report'; report: TrackerReport }
  | { type: 'close' };

/** Worker to page, over the port. */
export type FromDriver =
  | { type: 'motion'; bytes: Uint8Array }
  | { type: 'neutral'; neutral: SavedNeutral }
  | { type: 'link'; state: LinkState }
  | { type: 'order'; order: TrackerOrder }
  /** The relay's settings, where there is a link; told again when they change. */
  | { type: 'search'; search: SearchSettings }
  | { type: 'voice'; voice: Voice }
  | { type: 'taken-over'; takenOver: boolean };
