import { readPicture } from '../camera/read-picture.ts';
import type { Picture } from '../core/rig/picture.ts';
import type { AnalysisModels } from '../portrait/analyse-portrait.ts';
import { importPortrait } from '../portrait/import-portrait.ts';
import { encodePortrait } from '../portrait/kept-portrait.ts';
import type { PortraitReply, PortraitRequest } from '../portrait/messages.ts';
import { readCheck } from '../portrait/read-check.ts';
import { createFaceTracker, type FaceTracker } from '../tracker/face-tracker.ts';
import { createMatte, MATTE_SIZE, type Matte } from '../tracker/matte.ts';

let tracker: Promise<FaceTracker> | undefined;
let matte: Promise<Matte> | undefined;

const models: AnalysisModels = {
  async findFace(picture: Picture) {
    tracker ??= createFaceTracker();
    const face = await (await tracker).track(picture, { portrait: true });
    return face?.landmarks ?? null;
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
    if (request.type === 'check') {
      tracker ??= createFaceTracker();
      const follower = await tracker;
      follower.reset();
      const result = await readCheck(request, async (image) => (await follower.track(image))?.landmarks ?? null);
      post({ id, type: 'done', result });
      return;
    }
    if (request.type === 'look') {
      const face = await models.findFace(await readPicture(request.file, request.name, request.longest));
      post({ id, type: 'done', result: face !== null });
      return;
    }
    const { file, name, longest, authored } = request;
    const onStep = (step: string): void => post({ id, type: 'step', step });
    const result = await encodePortrait(await importPortrait(await readPicture(file, name, longest), models, { name, authored, onStep }));
    post({ id, type: 'done', result }, [result]);
  } catch (error) {
    post({ id, type: 'failed', message: (error as Error).message });
  }
};
