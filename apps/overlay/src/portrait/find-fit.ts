import type { FoundFit } from '@masque/config/preview';
import { drawnPointsOf } from '../core/rig/drawn/drawn-points-of.ts';
import { standardPoints } from '../core/rig/drawn/standard-points.ts';
import type { Picture } from '../core/rig/picture.ts';
import { type FaceFinders, findPortraitFace } from './find-portrait-face.ts';

/**
 * Where the features of a portrait lie as long as nobody places them: what a rig editor begins with.
 * @param authored 478 x (x, y, z) picture pixels, where the avatar brings them
 */
export async function findFit(picture: Picture, finders: FaceFinders, authored: Float32Array | null): Promise<FoundFit> {
  const { width, height } = picture;
  const fit = (by: FoundFit['by'], points: Float32Array, sigma?: Float32Array): FoundFit => ({
    by,
    points: {
      version: 1,
      width,
      height,
      points: Array.from({ length: points.length / 2 }, (_, p) => [points[2 * p], points[2 * p + 1]]),
    },
    sigma: [...(sigma ?? [])],
  });
  if (authored) return fit('landmarks', drawnPointsOf(authored));
  const face = await findPortraitFace(picture, finders);
  if (!face) return fit('nothing', standardPoints(width, height));
  return face.drawn ? fit('drawing', face.drawn.points, face.drawn.sigma) : fit('photo', drawnPointsOf(face.landmarks));
}
