import type { TrackerOrder, TrackerReport } from '@masque/config/reports';
import type { SavedNeutral } from '../core/face/neutral.ts';
import type { LinkState } from '../link/create-link.ts';
import type { SearchSettings } from '../tracker/messages.ts';

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
  /** To be handed on to the panels. */
  | { type: 'report'; report: TrackerReport }
  | { type: 'close' };

/** Worker to page, over the port. */
export type FromDriver =
  | { type: 'motion'; bytes: Uint8Array }
  | { type: 'neutral'; neutral: SavedNeutral }
  | { type: 'link'; state: LinkState }
  | { type: 'order'; order: TrackerOrder }
  /** The relay's settings, where there is a link. */
  | { type: 'search'; search: SearchSettings }
  | { type: 'taken-over'; takenOver: boolean };
