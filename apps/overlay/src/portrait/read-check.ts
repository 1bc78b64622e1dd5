import { findGains, type Shown } from '../core/rig/find-gains.ts';
import type { Gains } from '../core/rig/gains.ts';
import type { Picture } from '../core/rig/picture.ts';
import type { CheckRequest } from './messages.ts';

/** Looks at each picture, and how many of the first only bring the model's region to rest. */
const LOOKS = 5;
const SETTLING = 2;
const WALL = '#8d9299';

/**
 * The gains of a portrait that was drawn through CHECK_MOTIONS; closes the pictures.
 * @param follow follows the face from one picture to the next: 478 x (x, y, z) pixels, or null
 */
export async function readCheck({ rig, frames }: CheckRequest, follow: (picture: Picture) => Promise<Float32Array | null>): Promise<Gains> {
  const shown: Shown[] = [];
  for (const { picture, canonical } of frames) shown.push({ canonical, landmarks: await lookAt(pixelsOf(picture), follow) });
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

/** A drawn picture before a plain wall. */
function pixelsOf(bitmap: ImageBitmap): Picture {
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This browser gives no 2D canvas.');
  context.fillStyle = WALL;
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return { width, height, data: context.getImageData(0, 0, width, height).data };
}
