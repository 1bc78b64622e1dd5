import type { Expression } from './expression.ts';
import type { SignalGroup } from './look.ts';
import type { LibraryAvatar } from './messages.ts';
import type { RigPoints } from './rig-points.ts';
import type { Take } from './take.ts';

/** How much of each group of signals there is, 0..1 of its natural range. */
export type SignalLevels = Record<SignalGroup, number>;

/** The preview to the page that holds it, a few times a second while motion comes. */
export interface PreviewSignals {
  type: 'signals';
  /** As tracked, and as tuned. */
  tracked: SignalLevels;
  tuned: SignalLevels;
}

/** A pose set by hand: degrees, and shares of the face's shapes. */
export interface HandPose {
  yaw: number;
  pitch: number;
  roll: number;
  blink: number;
  jaw: number;
  smile: number;
  brows: number;
  gazeX: number;
  gazeY: number;
}

/** The page to its preview: what can be read from this picture, or why it cannot be an avatar. */
export interface ExamineRequest {
  type: 'examine';
  id: number;
  file: ArrayBuffer;
  name: string;
}

/** Why a file cannot be an avatar; `other` is told by its message alone. */
export type PictureRefusal = 'unknown' | 'heic' | 'svg' | 'too-large' | 'too-small' | 'damaged' | 'no-face' | 'other';

/** `picture`: upright, in plain colours, as PNG. `size`: width x height, where it is what is wrong. */
export type ExamineAnswer =
  | { type: 'examined'; id: number; ok: true; picture: ArrayBuffer; still: boolean }
  | { type: 'examined'; id: number; ok: false; reason: PictureRefusal; size: string; message: string };

/** An expression to try on in place of those that are on; null for those again. */
export interface TryRequest {
  type: 'expression';
  expression: Expression | null;
}

/** A take to be brought into the timing of another one, or of a sound of one channel. */
export interface WarpRequest {
  type: 'warp';
  id: number;
  take: Take;
  onto: Take | { samples: Float32Array; rate: number };
  /** Of the new take. */
  name: string;
}

/** Null where nobody speaks in one of the two. */
export interface WarpAnswer {
  type: 'warped';
  id: number;
  take: Take | null;
}

/** The page to its preview: where are the features of this avatar's face, whatever was placed by hand? */
export interface FitRequest {
  type: 'fit';
  id: number;
  avatar: LibraryAvatar;
}

/** Where an avatar's features are as long as nobody places them. */
export interface FoundFit {
  /** The model of drawings, that of faces, landmarks that it comes with; or no face was found and these are only put in the middle. */
  by: 'drawing' | 'photo' | 'landmarks' | 'nothing';
  /** In pixels of the picture as it was looked at. */
  points: RigPoints;
  /** How unsure each point is, compared with the others; empty where nothing says so. */
  sigma: readonly number[];
}

export type FitAnswer =
  | { type: 'fitted'; id: number; ok: true; fit: FoundFit }
  | { type: 'fitted'; id: number; ok: false; message: string };

export type ToPreview = ExamineRequest | FitRequest | TryRequest | WarpRequest | { type: 'pose'; pose: HandPose | null };
/** The preview to the page that holds it: it listens from now on, and has heard nothing before. */
export interface PreviewReady {
  type: 'ready';
}

export type FromPreview = PreviewReady | PreviewSignals | ExamineAnswer | WarpAnswer | FitAnswer;
