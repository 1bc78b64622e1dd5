import type { FoundFit } from '@masque/config/preview';
import type { AuthoredFace } from './import-portrait.ts';

/** One picture file to make a portrait of. */
export interface ImportRequest {
  file: Blob;
  /** For messages: the file's name. */
  name: string;
  /** Pixels of the longer side to work with, at most. */
  longest: number;
  authored: AuthoredFace | null;
}

/** A picture file in which a face is looked for. */
export type LookRequest = Pick<ImportRequest, 'file' | 'name' | 'longest'>;

/** A picture file whose features are wanted; `authored` are those it comes with. */
export type FitRequest = Pick<ImportRequest, 'file' | 'name' | 'longest' | 'authored'>;

/** Page to worker. */
export type PortraitRequest =
  | ({ id: number; type: 'import' } & ImportRequest)
  | ({ id: number; type: 'look' } & LookRequest)
  | ({ id: number; type: 'fit' } & FitRequest);

/** A portrait, packed, or whether there is a face, or where its features are. */
export type PortraitResult = ArrayBuffer | boolean | FoundFit;

/** Worker to page. */
export type PortraitReply =
  | { id: number; type: 'step'; step: string }
  /** Packed, and drawable already, but its gains are still to be found. */
  | { id: number; type: 'drawable'; portrait: ArrayBuffer }
  | { id: number; type: 'done'; result: PortraitResult }
  | { id: number; type: 'failed'; message: string };
