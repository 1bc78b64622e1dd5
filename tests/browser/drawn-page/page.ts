import { readPicture } from '../../../apps/overlay/src/camera/read-picture.ts';
import { findPortraitFace } from '../../../apps/overlay/src/portrait/find-portrait-face.ts';
import { createDrawnFaceModel } from '../../../apps/overlay/src/tracker/drawn-face.ts';
import { createFaceTracker } from '../../../apps/overlay/src/tracker/face-tracker.ts';

/** What the tests call in the page. */
export interface DrawnPage {
  /** Finds the face of a picture as importing it does. @param url of the file */
  find(url: string): Promise<FoundFace | null>;
}

export interface FoundFace {
  drawn: boolean;
  /** 478 x (x, y, z), pixels of a picture of that size. */
  landmarks: number[];
  width: number;
  height: number;
}

declare global {
  interface Window {
    drawnPage: DrawnPage;
  }
}

const LONGEST = 2048;
const [tracker, drawnFaces] = await Promise.all([createFaceTracker(), createDrawnFaceModel()]);

window.drawnPage = {
  async find(url) {
    const picture = await readPicture(await (await fetch(url)).blob(), url, LONGEST);
    const face = await findPortraitFace(picture, {
      findFace: async (image) => (await tracker.track(image, { portrait: true }))?.landmarks ?? null,
      findDrawnFace: (image, rough) => drawnFaces.find(image, rough),
    });
    return face && { drawn: face.drawn !== null, landmarks: [...face.landmarks], width: picture.width, height: picture.height };
  },
};
