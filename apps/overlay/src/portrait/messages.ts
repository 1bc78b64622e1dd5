import type { AuthoredLandmarks } from './import-portrait.ts';

/** Page to worker: one picture file to make a portrait of. */
export interface ImportRequest {
  id: number;
  file: Blob;
  /** For messages: the file's name. */
  name: string;
  /** Pixels of the longer side to work with, at most. */
  longest: number;
  authored: AuthoredLandmarks | null;
}

/** Worker to page; a portrait comes packed. */
export type ImportReply =
  | { id: number; type: 'step'; step: string }
  | { id: number; type: 'done'; portrait: ArrayBuffer }
  | { id: number; type: 'failed'; message: string };
