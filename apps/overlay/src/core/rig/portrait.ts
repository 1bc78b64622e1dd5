import type { Picture } from './picture.ts';
import type { Rig } from './rig.ts';

/** The pictures that a rig is drawn with. */
export interface PortraitPictures {
  /** The moving layer, premultiplied alpha, of the rig's size. */
  foreground: Picture;
  /** What stands still behind it, or null for a cut-out. */
  plate: Picture | null;
}

/** A portrait that is ready to be drawn; plain data, so that it can be kept. */
export interface Portrait {
  rig: Rig;
  pictures: PortraitPictures;
}
