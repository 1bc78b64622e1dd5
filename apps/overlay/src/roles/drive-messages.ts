import type { SavedNeutral } from '../core/face/neutral.ts';
import type { LinkState } from '../link/create-link.ts';

/** Page to track worker, once and beside the tracker's own messages: what becomes of the landmarks. */
export interface DriveRequest {
  type: 'drive';
  port: MessagePort;
  stability: number;
  /** The neutral kept for this camera. */
  remembered: SavedNeutral | null;
  /** Where motion is sent; null to hand it to the page. */
  link: { url: string; slot: string } | null;
}

/** Page to worker, over the port. */
export type ToDriver = { type: 'stability'; stability: number } | { type: 'recalibrate' } | { type: 'close' };

/** Worker to page, over the port. */
export type FromDriver =
  | { type: 'motion'; bytes: Uint8Array }
  | { type: 'neutral'; neutral: SavedNeutral }
  | { type: 'link'; state: LinkState }
  /** The relay's settings, where there is a link. */
  | { type: 'threshold'; detectionThreshold: number }
  | { type: 'taken-over'; takenOver: boolean };
