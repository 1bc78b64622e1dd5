import { DEFAULT_EFFECTS, DEFAULT_PLACEMENT } from '@masque/config/look';
import { createMotion, decodeMotion, encodeMotion, type Motion } from '@masque/config/motion-frame';
import { DEFAULT_SETTINGS } from '@masque/config/settings';
import { type Clip, openClip } from '../camera/clip-reader.ts';
import { chooseNeutral } from '../core/face/choose-neutral.ts';
import { apertureOf } from '../core/face/measures.ts';
import { type Observation, observe } from '../core/face/observe.ts';
import { toMotion } from '../core/face/to-motion.ts';
import { LEFT_EYE, RIGHT_EYE } from '../core/face/topology.ts';
import { smoothClip } from '../core/motion/smooth-clip.ts';
import { type GroupGains, tuneMotion } from '../core/motion/tune.ts';
import { createPuppet } from '../core/puppet.ts';
import type { Rig } from '../core/rig/rig.ts';
import { createStage } from '../stage/create-stage.ts';
import { createFaceTracker } from '../tracker/face-tracker.ts';
import { fetchBlob } from './fetch-blob.ts';
import { createFrameSink } from './frame-sink.ts';
import { importPortrait, type PictureSource, startPortraitClient } from './portrait.ts';

/** One rendering: what `npm run animate` asks of the page. */
export interface RenderJob {
  portrait: PictureSource;
  /** One URL of a clip, or all frames of a folder in order. */
  driving: { urls: string[]; name: string };
  kind: 'folder' | 'webm' | 'mp4';
  fps: number | null;
  /** Pixels of the longer side. */
  size: number | null;
  maxFrames: number | null;
  motion: 'dense' | 'sparse';
  /** What follows the driver: all of the face (expression) or its lips and eyes alone, and the head (pose). */
  regions: ('pose' | 'expression' | 'lips' | 'eyes')[];
  /** What the motion is multiplied by, 0..2. */
  strength: number;
  /** Absolute: parted lips of the portrait close when the driver's do. */
  lips: 'absolute' | 'relative';
  /** Absolute: the portrait's eyes are as wide open as the driver's, not as its own. */
  eyes: 'absolute' | 'relative';
  /** None: nothing is behind the person. */
  background: 'own' | 'none';
}

/** Progress: `done` of `total`, or total 0 where it is not known. */
export interface RenderEvent {
  step: string;
  done: number;
  total: number;
}

export type RenderResult = { ok: true; frames: number; width: number; height: number; fps: number } | { ok: false; message: string };

declare global {
  interface Window {
    masqueRender(job: RenderJob): Promise<RenderResult>;
    masqueProgress?(event: RenderEvent): void;
  }
}

/** Most pixels of the longer side unless the user wants another size. */
const DEFAULT_LONGEST = 1024;
/** The picture is worked with at this many times the output's size, within the bounds below. */
const WORKING_SCALE = 1.5;
const WORKING_BOUNDS = [640, 1536] as const;

/** The offline renderer: waits for jobs from `npm run animate`. */
export function startRender(): void {
  window.masqueRender = async (job) => {
    try {
      return await render(job);
    } catch (error) {
      return { ok: false, message: (error as Error).message };
    }
  };
}

const report = (step: string, done = 0, total = 0): void => window.masqueProgress?.({ step, done, total });

async function render(job: RenderJob): Promise<RenderResult> {
  const longest = Math.min(WORKING_BOUNDS[1], Math.max(WORKING_BOUNDS[0], WORKING_SCALE * (job.size ?? DEFAULT_LONGEST)));
  const client = startPortraitClient();
  const portrait = await importPortrait(job.portrait, longest, client, (step) => report(`portrait: ${step}`));
  client.close();
  const blobs = await Promise.all(job.driving.urls.map(fetchBlob));
  const options = { fps: job.fps ?? undefined, maxFrames: job.maxFrames ?? undefined };
  const clip = await openClip(blobs.length === 1 ? blobs[0] : blobs, job.driving.name, options);
  const motions = await followClip(clip, job, portrait.rig);
  const { width, height } = outputSize(portrait.rig.picture, job.size);
  const canvas = document.createElement('canvas');
  const stage = await createStage(canvas);
  stage.resize(width, height, 1);
  const puppet = createPuppet(portrait.rig);
  stage.load(portrait.rig, portrait.pictures, puppet.deformation);
  stage.setLook({ placement: DEFAULT_PLACEMENT, background: job.background === 'own', visible: true, effects: DEFAULT_EFFECTS });
  const absoluteLips = job.lips === 'absolute' && follows(job, 'lips') ? 1 : 0;
  const sink = await createFrameSink(job.kind, canvas, clip.fps);
  for (const [i, motion] of motions.entries()) {
    puppet.pose(motion, absoluteLips);
    stage.draw();
    await sink.add(i);
    report('drawing', i + 1, motions.length);
  }
  await sink.finish();
  clip.close();
  stage.destroy();
  return { ok: true, frames: motions.length, width, height, fps: clip.fps };
}

/** The clip's motion, frame by frame, as the link would have carried it. */
async function followClip(clip: Clip, job: RenderJob, rig: Rig): Promise<Motion[]> {
  const tracker = await createFaceTracker();
  const seen: (Observation | null)[] = [];
  for await (const { index, image } of clip.frames()) {
    const face = await tracker.track(image);
    seen.push(face && observe(face.landmarks));
    report('following the driver', index + 1, clip.frameCount);
  }
  await tracker.close();
  const faces = seen.filter((o) => o !== null);
  if (faces.length === 0) throw new Error(`No face was found in ${job.driving.name}: use a clip that shows a face from the front.`);
  const neutral = chooseNeutral(faces);
  if (job.eyes === 'absolute') {
    neutral.apertureRight = apertureOf(rig.neutral, RIGHT_EYE);
    neutral.apertureLeft = apertureOf(rig.neutral, LEFT_EYE);
  }
  const observations = bridgeGaps(seen);
  // The gaze is held in the output while the eyes are shut, so each motion starts as the one before it.
  const held = createMotion();
  const motions = observations.map((o, i) => ({ ...structuredClone(toMotion(o, neutral, (i * 1000) / clip.fps, held)) }));
  smoothClip(motions);
  const settings = { ...DEFAULT_SETTINGS.motion, strength: job.strength };
  for (const motion of motions) tuneMotion(motion, settings, groupsOf(job));
  const dense = job.motion === 'dense';
  return motions.map((motion) => decodeMotion(encodeMotion(motion, { dense }), createMotion()));
}

/** Whether a part of the face follows the driver, by its own name or as a part of the expression. */
function follows({ regions }: RenderJob, region: 'lips' | 'eyes'): boolean {
  return regions.includes('expression') || regions.includes(region);
}

/** The regions as groups of signals, 1 or 0. */
function groupsOf(job: RenderJob): GroupGains {
  const [pose, expression, lips, eyes] = [
    job.regions.includes('pose'),
    job.regions.includes('expression'),
    follows(job, 'lips'),
    follows(job, 'eyes'),
  ].map(Number);
  return { head: pose, body: pose, brows: expression, mouth: lips, eyes, gaze: eyes };
}

/** Frames without a face repeat the nearest one before, or after at the beginning. */
function bridgeGaps(seen: readonly (Observation | null)[]): Observation[] {
  let last = seen.find((o) => o !== null) as Observation;
  return seen.map((o) => {
    last = o ?? last;
    return last;
  });
}

/** Even sides, as video encoders want them. */
function outputSize(picture: { width: number; height: number }, size: number | null): { width: number; height: number } {
  const longer = Math.max(picture.width, picture.height);
  const scale = (size ?? Math.min(longer, DEFAULT_LONGEST)) / longer;
  const even = (n: number): number => Math.max(2, 2 * Math.round((n * scale) / 2));
  return { width: even(picture.width), height: even(picture.height) };
}
