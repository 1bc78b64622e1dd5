import { z } from 'zod';
import { BLENDSHAPES, type Blendshape } from './blendshapes.ts';
import { slotSchema } from './slot.ts';

/** Letters, digits and dashes, as in an address: `/api/expressions/joy`. */
export const expressionIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'an id is made of small letters, digits and dashes');

/** Parts of the face that an expression takes over, or shares with the tracked face. */
export const EXPRESSION_REGIONS = ['eyes', 'brows', 'mouth', 'head'] as const;
export type ExpressionRegion = (typeof EXPRESSION_REGIONS)[number];

/** What is drawn on top of the face. */
export const EXPRESSION_EFFECTS = ['blush', 'sparkle', 'tear', 'anger', 'sweat'] as const;
export type ExpressionEffect = (typeof EXPRESSION_EFFECTS)[number];

/** `hold`: on as long as it is pressed; `toggle`: every press turns it over; `timed`: a press shows it for its seconds. */
export const EXPRESSION_MODES = ['hold', 'toggle', 'timed'] as const;
export type ExpressionMode = (typeof EXPRESSION_MODES)[number];

/** How the strength goes from 0 to 1, by the names of CSS; back it takes the same way. */
export const EASINGS = ['linear', 'ease-in', 'ease-out', 'ease-in-out'] as const;
export type Easing = (typeof EASINGS)[number];

/** What of the tracked face can call an expression. */
export const TRIGGER_SIGNALS = ['smile', 'frown', 'mouth-open', 'brows-up', 'brows-down', 'eyes-shut', 'cheeks-puffed', 'tongue'] as const;
export type TriggerSignal = (typeof TRIGGER_SIGNALS)[number];

const fraction = z.number().min(0).max(1);
const angle = z.number().min(-45).max(45);
const seconds = z.number().min(0).max(10);

/** The tracked face's own call: pressed once the signal was over its threshold for so long, released when it is not any more. */
const trigger = z.object({
  signal: z.enum(TRIGGER_SIGNALS),
  /** 0..1 */
  above: z.number().min(0.05).max(1),
  seconds,
});
export type ExpressionTrigger = z.output<typeof trigger>;

export const expressionSchema = z.object({
  id: expressionIdSchema,
  name: z.string().trim().min(1).max(60),
  /** What the face shows, at full strength; the shapes that are not named stay at 0. */
  blendshapes: z.partialRecord(z.enum(BLENDSHAPES), fraction),
  /** Added to the head's pose: degrees; signs as in a Motion. */
  head: z.object({ yaw: angle, pitch: angle, roll: angle }),
  /** Where the eyes look, in eye widths (x to the image's right, y up); null leaves them to the tracked face. */
  gaze: z.object({ x: z.number().min(-0.4).max(0.4), y: z.number().min(-0.4).max(0.4) }).nullable(),
  /** Seconds. */
  fadeIn: seconds,
  fadeOut: seconds,
  easing: z.enum(EASINGS),
  mode: z.enum(EXPRESSION_MODES),
  /** How long a timed one shows, from its press on. */
  seconds: z.number().min(0.1).max(60),
  /** Of several that are on, the higher one lies over the lower; of equals the one that came last. */
  priority: z.int().min(0).max(9),
  /** Whether the tracked face shows through: true adds to it, false takes the region over. */
  tracking: z.object({ eyes: z.boolean(), brows: z.boolean(), mouth: z.boolean(), head: z.boolean() }),
  /** How strongly each is drawn. */
  effects: z.object({ blush: fraction, sparkle: fraction, tear: fraction, anger: fraction, sweat: fraction }),
  trigger: trigger.nullable(),
});

/** A face that is put on at a press: shapes, pose and effects that fade in over whatever moves the avatar. */
export type Expression = z.output<typeof expressionSchema>;

/** What the user made: expressions of his own, and built-in ones as he changed them, by id. */
export const expressionsSchema = z
  .record(expressionIdSchema, expressionSchema)
  .refine((all) => Object.entries(all).every(([id, expression]) => id === expression.id), 'an expression is kept under its own id')
  .refine((all) => Object.keys(all).length <= 200, 'there are at most 200 expressions');

/** What can be done with an expression; `clear` ends all of a slot. */
export const EXPRESSION_OPS = ['press', 'release', 'on', 'off', 'toggle', 'clear'] as const;
export type ExpressionOp = (typeof EXPRESSION_OPS)[number];

/** The command `expression`. */
export const expressionCommandSchema = z
  .strictObject({ slot: slotSchema, id: expressionIdSchema.optional(), op: z.enum(EXPRESSION_OPS) })
  .refine(({ id, op }) => op === 'clear' || id !== undefined, 'only "clear" goes without an id');

const NO_EFFECTS: Expression['effects'] = { blush: 0, sparkle: 0, tear: 0, anger: 0, sweat: 0 };

/** An expression that does nothing yet. */
export function createExpression(id: string, name: string): Expression {
  return {
    id,
    name,
    blendshapes: {},
    head: { yaw: 0, pitch: 0, roll: 0 },
    gaze: null,
    fadeIn: 0.25,
    fadeOut: 0.25,
    easing: 'ease-in-out',
    mode: 'toggle',
    seconds: 2,
    priority: 5,
    tracking: { eyes: true, brows: true, mouth: true, head: true },
    effects: NO_EFFECTS,
    trigger: null,
  };
}

type Shapes = Expression['blendshapes'];

/** The same value on both sides. */
const both = (stem: string, value: number): Shapes => ({
  [`${stem}Left` as Blendshape]: value,
  [`${stem}Right` as Blendshape]: value,
});

function builtIn(id: string, name: string, blendshapes: Shapes, more: Partial<Expression> = {}): Expression {
  return { ...createExpression(id, name), blendshapes, ...more };
}

const winking = { mode: 'timed', seconds: 0.7, fadeIn: 0.1, fadeOut: 0.15, priority: 7 } as const;
const openEyes = { eyes: false, brows: true, mouth: true, head: true };

/** The ones that every Masque has. Left and right are the avatar's own. */
export const BUILT_IN_EXPRESSIONS: readonly Expression[] = [
  builtIn('joy', 'Joy', {
    ...both('mouthSmile', 0.95),
    ...both('cheekSquint', 0.6),
    ...both('eyeSquint', 0.9),
    ...both('eyeBlink', 0.12),
    ...both('browOuterUp', 0.3),
    browInnerUp: 0.25,
    jawOpen: 0.2,
  }),
  builtIn(
    'anger',
    'Anger',
    {
      ...both('browDown', 1),
      // Their outer ends stay up: brows that slant inwards are what anger is read from.
      ...both('browOuterUp', 0.42),
      ...both('noseSneer', 0.45),
      ...both('mouthFrown', 0.75),
      ...both('mouthPress', 0.3),
      ...both('eyeSquint', 0.6),
      ...both('eyeBlink', 0.14),
    },
    {
      head: { yaw: 0, pitch: -4, roll: 0 },
      effects: { ...NO_EFFECTS, anger: 1 },
      tracking: { eyes: true, brows: false, mouth: true, head: true },
    },
  ),
  builtIn(
    'sorrow',
    'Sorrow',
    { browInnerUp: 1, ...both('browDown', 0.3), ...both('mouthFrown', 0.85), mouthShrugLower: 0.35, ...both('eyeBlink', 0.2) },
    {
      head: { yaw: 0, pitch: -5, roll: 0 },
      effects: { ...NO_EFFECTS, tear: 1 },
      tracking: { eyes: true, brows: false, mouth: true, head: true },
    },
  ),
  builtIn(
    'surprise',
    'Surprise',
    { ...both('eyeWide', 1), browInnerUp: 0.9, ...both('browOuterUp', 0.9), jawOpen: 0.35, mouthFunnel: 0.35 },
    { fadeIn: 0.12, easing: 'ease-out', tracking: { eyes: true, brows: false, mouth: true, head: true } },
  ),
  builtIn(
    'wink-left',
    'Wink left',
    { eyeBlinkLeft: 1, cheekSquintLeft: 0.5, mouthSmileLeft: 0.45, mouthSmileRight: 0.2 },
    { ...winking, tracking: openEyes },
  ),
  builtIn(
    'wink-right',
    'Wink right',
    { eyeBlinkRight: 1, cheekSquintRight: 0.5, mouthSmileRight: 0.45, mouthSmileLeft: 0.2 },
    { ...winking, tracking: openEyes },
  ),
  builtIn(
    'smug',
    'Smug',
    {
      mouthSmileLeft: 0.75,
      mouthSmileRight: 0.3,
      mouthDimpleLeft: 0.4,
      ...both('eyeBlink', 0.32),
      ...both('eyeSquint', 0.3),
      browOuterUpLeft: 0.7,
      browDownRight: 0.35,
    },
    { head: { yaw: 0, pitch: 4, roll: -4 }, gaze: { x: 0.08, y: -0.02 }, tracking: { eyes: true, brows: false, mouth: true, head: true } },
  ),
  builtIn(
    'sleepy',
    'Sleepy',
    { ...both('eyeBlink', 0.52), browInnerUp: 0.35, jawOpen: 0.04 },
    { fadeIn: 0.6, fadeOut: 0.4, head: { yaw: 0, pitch: -6, roll: 3 }, gaze: { x: 0, y: -0.03 } },
  ),
  builtIn(
    'blush',
    'Blush',
    { browInnerUp: 0.35, ...both('mouthSmile', 0.2) },
    { priority: 3, fadeIn: 0.5, fadeOut: 0.5, effects: { ...NO_EFFECTS, blush: 0.6 } },
  ),
  builtIn(
    'sparkle',
    'Sparkling eyes',
    { ...both('eyeWide', 0.55), browInnerUp: 0.45, ...both('browOuterUp', 0.3), ...both('mouthSmile', 0.5) },
    { priority: 3, effects: { ...NO_EFFECTS, sparkle: 1 } },
  ),
];

/** The expressions as Masque brings them, by id. */
export function builtInExpression(id: string): Expression | undefined {
  return BUILT_IN_EXPRESSIONS.find((expression) => expression.id === id);
}

/** Every expression there is: the built-in ones as the user changed them, then his own by name. */
export function expressionsOf(own: Readonly<Record<string, Expression>>): Expression[] {
  const added = Object.values(own).filter(({ id }) => !builtInExpression(id));
  return [
    ...BUILT_IN_EXPRESSIONS.map((expression) => own[expression.id] ?? expression),
    ...added.toSorted((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id)),
  ];
}

/** The expression of that id, as it is now. */
export function expressionOf(own: Readonly<Record<string, Expression>>, id: string): Expression | undefined {
  return Object.hasOwn(own, id) ? own[id] : builtInExpression(id);
}
