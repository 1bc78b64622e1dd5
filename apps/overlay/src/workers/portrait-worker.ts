import { readPicture } from '../camera/read-picture.ts';
import type { Picture } from '../core/rig/picture.ts';
import type { AnalysisModels } from '../portrait/analyse-portrait.ts';
import { findFit } from '../portrait/find-fit.ts';
import { findPortraitFace } from '../portrait/find-portrait-face.ts';
import { importPortrait, landmarksOf } from '../portrait/import-portrait.ts';
import { decodePortrait, encodePortrait, withGains } from '../portrait/kept-portrait.ts';
import type { PortraitReply, PortraitRequest } from '../portrait/messages.ts';
import { readCheck } from '../portrait/read-check.ts';
import { createDrawnFaceModel, type DrawnFaceModel } from '../tracker/drawn-face.ts';
import { createFaceTracker, type FaceTracker } from '../tracker/face-tracker.ts';
import { createMatte, MATTE_SIZE, type Matte } from '../tracker/matte.ts';

let tracker: Promise<FaceTracker> | undefined;
let drawnFaces: Promise<DrawnFaceModel> | undefined;
let matte: Promise<Matte> | undefined;

const models: AnalysisModels = {
  async findFace(picture: Picture) {
    tracker ??= createFaceTracker();
    const face = await (await tracker).track(picture, { portrait: true });
    return face?.landmarks ?? null;
  },
  async findDrawnFace(picture, rough) {
    drawnFaces ??= createDrawnFaceModel();
    return (await drawnFaces).find(picture, rough);
  },
  async segment(picture: Picture) {
    matte ??= createMatte();
    const data = await (await matte).run(picture);
    return { width: MATTE_SIZE, height: MATTE_SIZE, data: data.slice() };
  },
};

const post = (reply: PortraitReply, transfer: Transferable[] = []): void => self.postMessage(reply, { transfer });

self.onmessage = async ({ data: request }: MessageEvent<PortraitRequest>) => {
  const { id } = request;
  try {
    if (request.type === 'look') {
      const picture = await readPicture(request.file, request.name, request.longest);
      post({ id, type: 'done', result: (await findPortraitFace(picture, models)) !== null });
      return;
    }
    const { file, name, longest, authored } = request;
    if (request.type === 'fit') {
      const picture = await readPicture(file, name, longest);
      post({ id, type: 'done', result: await findFit(picture, models, authored && landmarksOf(authored, picture.width)) });
      return;
    }
    const onStep = (step: string): void => post({ id, type: 'step', step });
    const portrait = await importPortrait(await readPicture(file, name, longest), models, { name, authored, onStep });
    const made = await encodePortrait(portrait);
    const drawable = made.slice(0);
    post({ id, type: 'drawable', portrait: drawable }, [drawable]);
    // Of drawn faces the face model has nothing to say.
    const { drawn } = portrait.rig;
    if (!drawn) onStep('trying its expressions');
    const result = drawn ? made : await checked(made);
    post({ id, type: 'done', result }, [result]);
  } catch (error) {
    post({ id, type: 'failed', message: (error as Error).message });
  }
};

/** A packed portrait with its own gains: it is drawn, unseen, and the face model says what it reads. What cannot be tried keeps gains of 1. */
async function checked(made: ArrayBuffer): Promise<ArrayBuffer> {
  try {
    const [portrait, { drawCheck }] = await Promise.all([decodePortrait(made), import('../roles/draw-check.ts')]);
    tracker ??= createFaceTracker();
    const follower = await tracker;
    follower.reset();
    const gains = await readCheck(portrait.rig, drawCheck(portrait), async (image) => (await follower.track(image))?.landmarks ?? null);
    return withGains(made, gains);
  } catch (error) {
    console.warn(`The portrait's expressions could not be tried: ${(error as Error).message}`);
    return made;
  }
}
