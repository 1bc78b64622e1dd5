import type { Placement } from '@masque/config/look';
import type { Picture } from '../core/rig/picture.ts';
import type { Placement as Matrix } from './stage-uniforms.ts';

/**
 * Where a picture lies on a canvas (pixels): as large as fits and standing on the middle of the bottom edge, then sized, shifted
 * and turned. A flip is not part of it: who shows the canvas mirrors it whole, and so the shift and the turn are mirrored here.
 */
export function place(picture: Pick<Picture, 'width' | 'height'>, placement: Placement, width: number, height: number): Matrix {
  const { size, rotation, flip } = placement;
  const side = flip ? -1 : 1;
  const scale = size * Math.min(width / picture.width, height / picture.height);
  const angle = (side * rotation * Math.PI) / 180;
  const cos = scale * Math.cos(angle);
  const sin = scale * Math.sin(angle);
  const centreX = width / 2 + side * placement.x * width;
  const centreY = height - placement.y * height - (scale * picture.height) / 2;
  return {
    a: cos,
    b: -sin,
    c: sin,
    d: cos,
    x: centreX - (cos * picture.width + sin * picture.height) / 2,
    y: centreY + (sin * picture.width - cos * picture.height) / 2,
  };
}
