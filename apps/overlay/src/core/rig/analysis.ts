import type { Picture } from './picture.ts';

/** What only models and slow code can say about a portrait. */
export interface Analysis {
  /** 478 x (x, y, z), picture pixels. */
  landmarks: Float32Array;
  /** Drawn in lines and flat colours, or placed by people: the landmarks are taken as they are. */
  drawn: boolean;
  /** Coverage 0..1 of the moving layer; null when person and background move as one. */
  alpha: Float32Array | null;
  /** The moving layer, premultiplied alpha. */
  foreground: Picture;
  /** What stands still behind it; null for a cut-out and for a picture that moves as one. */
  plate: Picture | null;
}
