import type { Picture } from '../picture.ts';
import { clamp } from '../smoothstep.ts';
import { boxMean } from './box-filter.ts';
import { colourEvidence } from './colour-evidence.ts';
import { guidedFilter } from './guided-filter.ts';
import { dropIslands } from './islands.ts';
import { mergeSegmentations, type RawMatte } from './merge-segmentations.ts';
import { dilate } from './morphology.ts';

export interface Matte {
  /** How much of each pixel is the person, 0..1. */
  alpha: Float32Array;
  /**
   * How far the matte may be trusted, 0..1: how much of the face was found, times how decided the matte is. From 0.9 it is
   * good, under 0.5 nothing usable was found and the picture is better shown without one; between the two let people look.
   */
  confidence: number;
}

/** Lengths, as shares of the picture's longer side: the coarse map's own error, the guided filter's window and its ring. */
const COARSENESS = 0.006;
const WINDOW = 0.012;
const RING = 0.01;
/** Rounds of learning the colours from the map and the map from the colours. */
const ROUNDS = 3;
/** The coarse map's log odds count this much: soft haze is to be decided one way or the other. */
const PRIOR_GAIN = 1.5;
/** Regulariser of the guided filter, squared units of 0..1. */
const EPSILON = 1e-4;
/** The filter leaves a veil outside and a dent inside: alpha is stretched from this range to 0..1. */
const VEIL = 0.12;
const SOLID = 0.88;
/** Parts with less than this share of the largest one's pixels are no part of the person; gaps up to twice GAP don't part. */
const ISLAND = 0.02;
const GAP = 0.005;
/** Between these the coarse map may be wrong. */
const UNSURE = [0.005, 0.995] as const;

/**
 * Makes a fine alpha matte of the person from coarse segmentation maps: the maps are merged, weighed against the colours
 * seen around the outline, and fitted to the picture's edges by a guided filter.
 */
export function refineMatte(picture: Picture, raw: RawMatte): Matte {
  const { width, height } = picture;
  const share = (part: number, least: number) => Math.max(least, Math.round(part * Math.max(width, height)));
  const { map: prior, faceFound } = mergeSegmentations(picture, raw);
  const sure = decide(picture, prior, share(COARSENESS, 1));
  const fitted = guidedFilter(picture, sure, share(WINDOW, 2), EPSILON);
  const ring = dilate(new Uint8Array(sure.map((p) => +(p > 0.05 && p < 0.95))), width, height, share(RING, 1));
  const alpha = fitted.map((fit, i) => clamp(((ring[i] ? fit : sure[i]) - VEIL) / (SOLID - VEIL), 0, 1));
  const touched = dilate(new Uint8Array(alpha.map((a) => +(a > 0))), width, height, share(GAP, 1));
  const kept = dropIslands(touched, width, height, ISLAND);
  let soft = 0;
  let total = 0;
  for (let i = 0; i < alpha.length; i++) {
    if (!kept[i]) alpha[i] = 0;
    const a = alpha[i];
    soft += 4 * a * (1 - a);
    total += a;
  }
  return { alpha, confidence: total ? faceFound * clamp(1 - soft / total, 0, 1) : 0 };
}

/** Weighs the coarse map, blurred as far as it may err, against the colours it implies, in rounds. */
function decide(picture: Picture, prior: Float32Array, radius: number): Float32Array {
  const { width, height } = picture;
  const blurred = prior.slice();
  for (let pass = 0; pass < 2; pass++) boxMean(blurred, width, height, radius, blurred);
  const unsure = new Uint8Array(prior.length);
  for (let i = 0; i < prior.length; i++) unsure[i] = +(blurred[i] > UNSURE[0] && blurred[i] < UNSURE[1]);
  let map = prior;
  for (let round = 0; round < ROUNDS; round++) {
    const evidence = colourEvidence(picture, map, unsure);
    map = blurred.map((p, i) => {
      if (!unsure[i]) return Math.round(p);
      const doubt = 1 - (2 * p - 1) ** 8;
      return 1 / (1 + Math.exp(-PRIOR_GAIN * Math.log(p / (1 - p)) - doubt * evidence[i]));
    });
  }
  return map;
}
