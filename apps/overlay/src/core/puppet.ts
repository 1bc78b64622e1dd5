import { LANDMARK_COUNT, type Motion } from '@masque/config/motion-frame';
import { displacementOf } from './motion/basis.ts';
import type { Rig } from './rig/rig.ts';
import { createDeformer, type Deformation } from './warp/deformer.ts';

/** A portrait that takes motions. */
export interface Puppet {
  /** The portrait's shape; rewritten by every pose. */
  readonly deformation: Deformation;
  /** @param absoluteLips 0..1: how far parted lips follow the driver's own opening, see Deformer */
  pose(motion: Motion, absoluteLips?: number): void;
}

/** Joins a rig with the basis that turns motions into displacement. */
export function createPuppet(rig: Rig): Puppet {
  const deformer = createDeformer(rig);
  const displacement = new Float32Array(3 * LANDMARK_COUNT);
  return {
    deformation: deformer.deformation,
    pose(motion, absoluteLips) {
      deformer.update(motion, displacementOf(motion, displacement), absoluteLips);
    },
  };
}
