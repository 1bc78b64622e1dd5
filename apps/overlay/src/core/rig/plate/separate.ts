import type { Picture } from '../picture.ts';
import { clamp } from '../smoothstep.ts';
import { fillSmooth } from './pull-push.ts';

/** The background as far as it is known or guessed, in maps of the picture's size. */
export interface Ground {
  /** Interleaved RGB, 0..255. */
  rgb: Float32Array;
  /** 1 where the person hides or may tint the background; elsewhere the picture itself is the background. */
  hole: Uint8Array;
  /** 0 at the person, 1 at the hole's outer edge: how much the picture there speaks for the background. */
  rim: Float32Array;
  /** 1 where the background is so even that any difference from it is the person's, 0 where it is not. */
  plain: Float32Array;
  /** Standard deviation of the background's colours, 0..255. */
  spread: Float32Array;
}

export interface Layers {
  /** The background without the person: opaque RGBA, the picture's size. */
  plate: Uint8ClampedArray;
  /** What moves over the plate, the person and any trace of it on the background: premultiplied RGBA, the picture's size. */
  foreground: Uint8ClampedArray;
  /** The person alone, for any other background: premultiplied RGBA. Over the plate it is not quite the picture. */
  cutout: Uint8ClampedArray;
}

/** From this alpha on a pixel shows the person's own colour. */
const SOLID = 0.97;
/** Levels by which the layers may miss the picture. */
const SLACK = 1.5;

/**
 * Solves picture = alpha * person + (1 - alpha) * plate for both colours at soft pixels. They start from the person's
 * nearest solid colours and from the given ground, and share what is left between them as least squares would; but the
 * plate leaves the ground only as far as the background's own spread makes likely, so that no hair stays in it. What
 * cannot be reached within 0..255 then raises the foreground's alpha. On a plain ground alpha follows the difference from it instead
 * (difference matting), which finds single hairs.
 */
export function separate(picture: Picture, alpha: Float32Array, ground: Ground): Layers {
  const { width, height, data } = picture;
  const solid = new Uint8Array(alpha.length);
  const rgb = new Float32Array(3 * alpha.length);
  for (let i = 0; i < alpha.length; i++) {
    if (alpha[i] < SOLID) continue;
    solid[i] = 1;
    for (let c = 0; c < 3; c++) rgb[3 * i + c] = data[4 * i + c];
  }
  const person = fillSmooth(rgb, 3, solid, width, height);
  const plate = new Uint8ClampedArray(data);
  const foreground = new Uint8ClampedArray(data.length);
  const cutout = new Uint8ClampedArray(data.length);
  for (let i = 0; i < alpha.length; i++) {
    plate[4 * i + 3] = 255;
    if (!ground.hole[i]) continue;
    const a = alpha[i] < SOLID && ground.plain[i] > 0 ? alphaByDifference(data, alpha[i], person, ground, i) : alpha[i];
    const b = 1 - a;
    const norm = 1 / (a * a + b * b);
    const plain = ground.plain[i];
    const tolerance = (4 - 3 * plain + (1 - 0.5 * plain) * ground.spread[i]) / Math.max(0.02, 1 - ground.rim[i]);
    let needed = a;
    for (let c = 0; c < 3; c++) {
      const colour = data[4 * i + c];
      const own = person[3 * i + c];
      const behind = ground.rgb[3 * i + c];
      const rest = norm * (colour - a * own - b * behind);
      cutout[4 * i + c] = a * clamp(own + a * rest, 0, 255);
      plate[4 * i + c] = behind + clamp(b * rest, -tolerance, tolerance);
      needed = Math.max(needed, leastAlpha(colour, plate[4 * i + c]));
    }
    const opacity = Math.round(255 * needed);
    foreground[4 * i + 3] = opacity;
    cutout[4 * i + 3] = 255 * a;
    for (let c = 0; c < 3; c++) {
      foreground[4 * i + c] = Math.min(opacity, data[4 * i + c] - (1 - opacity / 255) * plate[4 * i + c]);
    }
  }
  return { plate, foreground, cutout };
}

/** The least alpha with which some colour over `behind` comes within SLACK of `colour`. */
function leastAlpha(colour: number, behind: number): number {
  const difference = colour - behind;
  if (difference > SLACK) return (difference - SLACK) / (255 - behind);
  return difference < -SLACK ? (-difference - SLACK) / behind : 0;
}

/** Where person and ground are this far apart in colour, the difference starts to count and counts fully. */
const APART = [30, 70] as const;
/** A given alpha is believed against the difference from the first value on half-way, from the second wholly. */
const BELIEVED = [0.5, 0.95] as const;

/** Alpha from how far a pixel's colour has gone from the ground's towards the person's, as far as the two can be told apart. */
function alphaByDifference(data: Uint8ClampedArray, given: number, person: Float32Array, ground: Ground, i: number): number {
  let along = 0;
  let apart = 0;
  let away = 0;
  for (let c = 0; c < 3; c++) {
    const toPerson = person[3 * i + c] - ground.rgb[3 * i + c];
    const toColour = data[4 * i + c] - ground.rgb[3 * i + c];
    along += toPerson * toColour;
    apart += toPerson * toPerson;
    away += toColour * toColour;
  }
  const noise = 3 + 2 * ground.spread[i];
  const measured = ramp(along / (apart + 1), 0, 1) * ramp(Math.sqrt(away), noise, 2 * noise);
  let weight = ground.plain[i] * ramp(Math.sqrt(apart), ...APART);
  if (measured < given) weight *= 1 - ramp(given, ...BELIEVED);
  return given + weight * (measured - given);
}

const ramp = (value: number, from: number, to: number) => clamp((value - from) / (to - from), 0, 1);
