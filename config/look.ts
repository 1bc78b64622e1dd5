import { z } from 'zod';

/** Where an avatar stands on the canvas, against the whole picture standing on the middle of the bottom edge. */
export const placementSchema = z.object({
  /** Shift to the right, in canvas widths. */
  x: z.number().min(-2).max(2),
  /** Shift upwards, in canvas heights. */
  y: z.number().min(-2).max(2),
  /** 1 = the whole picture as large as fits; grows from the middle of its bottom edge. */
  size: z.number().min(0.1).max(8),
  /** Degrees about the picture's middle; + is counter-clockwise. */
  rotation: z.number().min(-180).max(180),
  /** Left and right exchanged. */
  flip: z.boolean(),
});
export type Placement = z.output<typeof placementSchema>;

export const DEFAULT_PLACEMENT: Placement = { x: 0, y: 0, size: 1, rotation: 0, flip: false };

/** What is drawn on top of the motion; each 0 (off, at no cost) .. 1. */
const effectsSchema = z.object({
  /** A light that stays where it is while the head turns under it. */
  light: z.number().min(0).max(1),
  /** A soft shadow behind a cut-out. */
  shadow: z.number().min(0).max(1),
  /** Red cheeks. */
  blush: z.number().min(0).max(1),
});
export type Effects = z.output<typeof effectsSchema>;

export const DEFAULT_EFFECTS: Effects = { light: 0.25, shadow: 0, blush: 0 };

/** What is behind the avatar: the picture's own background, nothing, or one colour for a chroma key. */
export const BACKGROUNDS = ['picture', 'transparent', 'green', 'blue', 'colour'] as const;
export type BackgroundKind = (typeof BACKGROUNDS)[number];

const colour = z.string().regex(/^#[0-9a-f]{6}$/, 'a colour is written #rrggbb');

export const backgroundSchema = z.object({
  kind: z.enum(BACKGROUNDS),
  /** What kind `colour` shows. */
  colour,
});
export type Background = z.output<typeof backgroundSchema>;

/** Groups of signals that are tuned together. */
export const SIGNAL_GROUPS = ['head', 'body', 'eyes', 'gaze', 'brows', 'mouth'] as const;
export type SignalGroup = (typeof SIGNAL_GROUPS)[number];

/** One value for every group of signals. */
export function everyGroup<T>(value: (group: SignalGroup) => T): Record<SignalGroup, T> {
  return Object.fromEntries(SIGNAL_GROUPS.map((group) => [group, value(group)])) as Record<SignalGroup, T>;
}

const gain = z.number().min(0).max(3);
const gains = z.object(everyGroup(() => gain));

/** How one avatar is shown. */
export const lookSchema = z.object({
  placement: placementSchema,
  background: backgroundSchema,
  /** How strongly this avatar answers to each group, on top of the sensitivity that holds for all; 1 = as tracked. */
  gains,
  effects: effectsSchema,
});
export type Look = z.output<typeof lookSchema>;

export const DEFAULT_LOOK: Look = {
  placement: DEFAULT_PLACEMENT,
  background: { kind: 'picture', colour: '#8a5cf6' },
  gains: everyGroup(() => 1),
  effects: DEFAULT_EFFECTS,
};

/** Some fields of a look. */
export const lookChangeSchema = z.strictObject({
  placement: placementSchema.partial().strict().optional(),
  background: backgroundSchema.partial().strict().optional(),
  gains: gains.partial().strict().optional(),
  effects: effectsSchema.partial().strict().optional(),
});
export type LookChange = z.output<typeof lookChangeSchema>;

/** The colour that is drawn behind the avatar, or null where nothing is. */
export function backgroundColour({ kind, colour }: Background): string | null {
  switch (kind) {
    case 'green':
      return '#00ff00';
    case 'blue':
      return '#0000ff';
    case 'colour':
      return colour;
    default:
      return null;
  }
}
