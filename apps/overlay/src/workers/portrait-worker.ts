import { readPicture } from '../camera/read-picture.ts';
import type { Picture } from '../core/rig/picture.ts';
import type { AnalysisModels } from '../portrait/analyse-portrait.ts';
import { importPortrait } from '../portrait/import-portrait.ts';
import { encodePortrait } from '../portrait/kept-portrait.ts';
import type { ImportReply, ImportRequest } from '../portrait/messages.ts';
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

const post = (reply: ImportReply, transfer: Transferable[] = []): void => self.postMessage(reply, { transfer });

self.onmessage = async ({ data: { id, file, name, longest, authored } }: MessageEvent<ImportRequest>) => {
  try {
    const onStep = (step: string): void => post({ id, type: 'step', step });
    const portrait = await encodePortrait(await importPortrait(await readPicture(file, name, longest), models, { name, authored, onStep }));
    post({ id, type: 'done', portrait }, [portrait]);
  } catch (error) {
    post({ id, type: 'failed', message: (error as Error).message });
  }
};
