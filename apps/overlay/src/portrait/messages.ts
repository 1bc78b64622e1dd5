import type { Gains } from '../core/rig/gains.ts';
import type { Rig } from '../core/rig/rig.ts';
import type { AuthoredLandmarks } from './import-portrait.ts';

/** One picture file to make a portrait of. */
export interface ImportRequest {
  file: Blob;
  /** For messages: the file's name. */
  name: string;
  /** Pixels of the longer side to work with, at most. */
  longest: number;
  authored: AuthoredLandmarks | null;
}

/** A portrait, drawn under one of the motions by which its gains are found. */
export interface CheckFrame {
  picture: ImageBitmap;
  /** 478 x (x, y, z) canonical centimetres: how the face was laid out. */
  canonical: Float32Array;
}

export interface CheckRequest {
  rig: Pick<Rig, 'faceHeight' | 'mouth'>;
  frames: CheckFrame[];
}

/** A picture file in which a face is looked for. */
export type LookRequest = Pick<ImportRequest, 'file' | 'name' | 'longest'>;

/** Page to worker. */
export type PortraitRequest =
  | ({ id: number; type: 'import' } & ImportRequest)
  | ({ id: number; type: 'check' } & CheckRequest)
  | ({ id: number; type: 'look' } & LookRequest);

/** A portrait, its gains, or whether there is a face. */
export type PortraitResult = ArrayBuffer | Gains | boolean;

/** Worker to page; a portrait comes packed. */
export type PortraitReply =
  | { id: number; type: 'step'; step: string }
  | { id: number; type: 'done'; result: PortraitResult }
  | { id: number; type: 'failed'; message: string };
