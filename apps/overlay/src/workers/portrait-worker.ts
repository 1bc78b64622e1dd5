import type { Picture } from '../core/rig/picture.ts';
import { type AnalysisModels, analysePortrait } from '../portrait/analyse-portrait.ts';
import type { AnalyseReply, AnalyseRequest } from '../portrait/messages.ts';
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

const post = (reply: AnalyseReply): void => self.postMessage(reply);

self.onmessage = async ({ data: { id, picture, name, authored } }: MessageEvent<AnalyseRequest>) => {
  try {
    const onStep = (step: string): void => post({ id, type: 'step', step });
    post({ id, type: 'done', analysis: await analysePortrait(picture, models, { name, authored, onStep }) });
  } catch (error) {
    post({ id, type: 'failed', message: (error as Error).message });
  }
};
