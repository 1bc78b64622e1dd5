import { findGains, type Shown } from '../core/rig/find-gains.ts';
import type { Gains } from '../core/rig/gains.ts';
import type { Picture } from '../core/rig/picture.ts';
import type { Rig } from '../core/rig/rig.ts';

/** Looks at each picture, and how many of the first only bring the model's region to rest. */
const LOOKS = 5;
const SETTLING = 2;

/** A portrait, drawn under one of the motions by which its gains are found. */
export interface CheckFrame {
  picture: Picture;
  /** 478 x (x, y, z) canonical centimetres: how the face was laid out. */
  canonical: Float32Array;
}

/**
 * The gains of a portrait that was drawn through CHECK_MOTIONS.
 * @param follow follows the face from one picture to the next: 478 x (x, y, z) pixels, or null
 */
export async function readCheck(
  rig: Pick<Rig, 'faceHeight' | 'mouth'>,
  frames: AsyncIterable<CheckFrame>,
  follow: (picture: Picture) => Promise<Float32Array | null>,
): Promise<Gains> {
  const shown: Shown[] = [];
  for await (const { picture, canonical } of frames) shown.push({ canonical, landmarks: await lookAt(picture, follow) });
  return findGains(rig, shown);
}

/** What the face model sees, averaged over some looks. */
async function lookAt(picture: Picture, follow: (picture: Picture) => Promise<Float32Array | null>): Promise<Float32Array | null> {
  let sum: Float32Array | null = null;
  for (let look = 0; look < LOOKS; look++) {
    const landmarks = await follow(picture);
    if (!landmarks) return null;
    if (look < SETTLING) continue;
    sum ??= new Float32Array(landmarks.length);
    for (let i = 0; i < sum.length; i++) sum[i] += landmarks[i] / (LOOKS - SETTLING);
  }
  return sum;
}
