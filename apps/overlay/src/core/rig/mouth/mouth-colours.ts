import { clamp } from '../smoothstep.ts';
import { luminanceOf, type Rgb } from './picture-sampler.ts';
import type { SourceInside } from './source-inside.ts';

/** Colours of the mouth's inside, 0..1 as stored. */
export interface MouthColours {
  tooth: Rgb;
  gum: Rgb;
  tongue: Rgb;
  cavity: Rgb;
  /** The line between shut lips. */
  line: Rgb;
}

/** What the portrait's skin and lips say. */
export interface FaceColours {
  /** Mean of bright skin. */
  skin: Rgb;
  lip: Rgb;
  line: Rgb;
  /** Luminance of the face's darkest hundredth. */
  darkest: number;
}

/** Teeth are at most this much lighter than bright skin. */
const TOOTH_TO_SKIN = 1.02;
const IVORY: Rgb = [1.03, 0.99, 0.9];
/** Share of the skin's own hue in the teeth: it carries the picture's light. */
const SKIN_SHARE = 0.36;
/** The portrait's own teeth lie in the shade of barely open lips. */
const OUT_OF_SHADE = 1.18;
/** A face without anything dark in it still has a dark mouth: black level over skin. */
const MOST_BLACK = 0.18;
/** Skin of luminance 1 under white light: what differs from it is the picture's light. */
const PLAIN_SKIN: Rgb = [1.2, 0.95, 0.8];
/** A picture whose skin has less hue than this is black and white. */
const LEAST_CHROMA = 0.06;

/** Lit and tinted like the face; the portrait's own teeth give theirs where they show. */
export function modelledColours(face: FaceColours, inside: SourceInside | null): MouthColours {
  const light = luminanceOf(face.skin);
  const tint = scaled(face.skin, 1 / Math.max(0.02, light));
  const illuminant = halfOf(tint);
  const level = clamp(TOOTH_TO_SKIN * light, 0.26, 0.86);
  let tooth = blend(scaled(IVORY, level), scaled(tint, level), SKIN_SHARE);
  tooth[1] = Math.min(tooth[1], 0.965 * tooth[0]);
  tooth[2] = Math.min(tooth[2], 0.97 * tooth[1]);
  if (inside?.tooth) tooth = blend(capped(scaled(inside.tooth, OUT_OF_SHADE), TOOTH_TO_SKIN * light), tooth, 0.15);
  const lit = (base: Rgb, lipShare: number, share: number): Rgb =>
    base.map((v, c) => light * v * illuminant[c] * share + face.lip[c] * lipShare) as Rgb;
  const darkest = Math.min(face.darkest, MOST_BLACK * light);
  const cavity = [0.2, 0.062, 0.05].map((v, c) => (darkest * [0.75, 0.5, 0.5][c] + 0.78 * light * v) * (0.6 + 0.4 * illuminant[c])) as Rgb;
  const colours: MouthColours = {
    tooth,
    gum: lit([0.8, 0.5, 0.49], 0.25, 0.7),
    tongue: lit([0.8, 0.4, 0.39], 0.26, 0.8),
    cavity,
    line: face.line,
  };
  return chroma(tint) < LEAST_CHROMA ? grey(colours) : colours;
}

/** A few flat colours in the drawing's own key: cavity and tongue from its lip line, or from its open mouth. */
export function flatColours(face: FaceColours, inside: SourceInside | null): MouthColours {
  const light = luminanceOf(face.skin);
  const tint = scaled(face.skin, 1 / Math.max(0.02, light));
  const white = blend([1, 1, 1], face.skin, 0.35);
  const tooth = capped(white, TOOTH_TO_SKIN * light);
  const red: Rgb = [0.56 * light, 0.16 * light, 0.2 * light];
  const cavity = inside ? inside.fill : blend(face.line, red, 0.55);
  const tongue: Rgb = inside
    ? [0.97 * cavity[0], 0.86 * cavity[1], 0.87 * cavity[2]]
    : blend(cavity, [0.95 * light, 0.5 * light, 0.52 * light], 0.72);
  const colours: MouthColours = { tooth, gum: tongue, tongue, cavity, line: face.line };
  // Pale skin is no sign of a grey drawing: its mouth's own colours may be.
  return [tint, inside ? inside.fill : face.line, face.lip].every((colour) => chroma(colour) < LEAST_CHROMA) ? grey(colours) : colours;
}

const chroma = (colour: Readonly<Rgb>): number => Math.max(...colour) - Math.min(...colour);

function scaled(colour: Readonly<Rgb>, by: number): Rgb {
  return [colour[0] * by, colour[1] * by, colour[2] * by];
}

function blend(a: Readonly<Rgb>, b: Readonly<Rgb>, share: number): Rgb {
  return [0, 1, 2].map((c) => a[c] * (1 - share) + b[c] * share) as Rgb;
}

/** The colour, darkened to at most the given luminance. */
function capped(colour: Rgb, luminance: number): Rgb {
  return scaled(colour, Math.min(1, luminance / Math.max(1e-3, luminanceOf(colour)), 0.97 / Math.max(...colour)));
}

/** Half of how the skin's tint differs from plain skin's: the rest may be complexion. */
function halfOf(tint: Rgb): Rgb {
  const raw = tint.map((v, c) => v / PLAIN_SKIN[c]) as Rgb;
  const level = luminanceOf(raw);
  return raw.map((v) => 1 + 0.5 * (v / level - 1)) as Rgb;
}

function grey(colours: MouthColours): MouthColours {
  const flat = (colour: Rgb): Rgb => {
    const l = luminanceOf(colour);
    return [l, l, l];
  };
  return {
    tooth: flat(colours.tooth),
    gum: flat(colours.gum),
    tongue: flat(colours.tongue),
    cavity: flat(colours.cavity),
    line: flat(colours.line),
  };
}
