import type { Analysis } from '../core/rig/analysis.ts';
import type { Picture } from '../core/rig/picture.ts';

/** Page to worker: one portrait to analyse. */
export interface AnalyseRequest {
  id: number;
  picture: Picture;
  name: string;
  authored: Float32Array | null;
}

/** Worker to page. */
export type AnalyseReply =
  | { id: number; type: 'step'; step: string }
  | { id: number; type: 'done'; analysis: Analysis }
  | { id: number; type: 'failed'; message: string };
