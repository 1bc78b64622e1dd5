import { BLENDSHAPE_INDEX } from '@masque/config/blendshapes';
import { createMotion } from '@masque/config/motion-frame';
import { frameOfMotion, motionOfFrames, TAKE_RATE, type Take, type TakeFrame } from '@masque/config/take';
import { quantile } from '../face/quantile.ts';
import { alignSequences } from './time-warp.ts';

/** Values a second of the curves that are aligned. */
export const CURVE_RATE = 20;
/** A mouth that opens less than this does not speak. */
const SILENT = 0.03;
/** Seconds to both sides over which the alignment is evened out, so that no moment stands still and none is jumped over. */
const EVENING = 0.15;

/** How far the mouth is open, CURVE_RATE values a second, from a take's first frame to its last. */
export function openingCurve({ frames }: Pick<Take, 'frames'>): Float32Array {
  const motion = createMotion();
  const curve = new Float32Array(Math.max(2, Math.round((frames[frames.length - 1][0] / 1000) * CURVE_RATE) + 1));
  let at = 0;
  for (let i = 0; i < curve.length; i++) {
    at = frameAt(frames, (1000 * i) / CURVE_RATE, at);
    motionAt(frames, at, (1000 * i) / CURVE_RATE, motion);
    const { blendshapes } = motion;
    curve[i] = Math.max(0, blendshapes[BLENDSHAPE_INDEX.jawOpen] - blendshapes[BLENDSHAPE_INDEX.mouthClose]);
  }
  return curve;
}

/** Loudness, CURVE_RATE values a second: the root of the mean square. @param samples of one channel */
export function loudnessCurve(samples: Float32Array, sampleRate: number): Float32Array {
  const step = sampleRate / CURVE_RATE;
  const curve = new Float32Array(Math.max(2, Math.floor(samples.length / step)));
  for (let i = 0; i < curve.length; i++) {
    const [from, to] = [Math.round(i * step), Math.min(samples.length, Math.round((i + 1) * step))];
    let sum = 0;
    for (let k = from; k < to; k++) sum += samples[k] * samples[k];
    curve[i] = Math.sqrt(sum / Math.max(1, to - from));
  }
  return curve;
}

/**
 * A take in another timing: its mouth opens when the curve is high.
 * @param onto opening of a mouth or loudness of a voice, CURVE_RATE values a second; the new take is as long as it
 * @throws RangeError where nobody speaks in one of the two
 */
export function warpTake(take: Take, onto: Float32Array, name: string): Take {
  const path = even(alignSequences(scaled(openingCurve(take), 'take'), scaled(onto, 'track')));
  const { frames } = take;
  const motion = createMotion();
  const count = Math.max(2, Math.floor(((onto.length - 1) / CURVE_RATE) * TAKE_RATE) + 1);
  const warped: TakeFrame[] = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    const step = Math.min(onto.length - 1, (i / TAKE_RATE) * CURVE_RATE);
    const low = Math.min(onto.length - 2, Math.floor(step));
    const time = ((path[low] + (step - low) * (path[low + 1] - path[low])) / CURVE_RATE) * 1000;
    at = frameAt(frames, time, at);
    motionAt(frames, at, time, motion);
    warped.push(frameOfMotion(motion, (1000 * i) / TAKE_RATE));
  }
  return { ...take, name, frames: warped };
}

/** The curve with its loud moments at 1, since a voice's loudness and a mouth's opening have no common unit. */
function scaled(curve: Float32Array, which: 'take' | 'track'): Float32Array {
  const peak = quantile([...curve], 0.95);
  if (peak < (which === 'take' ? SILENT : 1e-4)) throw new RangeError(`nobody speaks in this ${which}`);
  return curve.map((value) => Math.min(1, value / peak));
}

function even(path: Float32Array): Float32Array {
  const reach = Math.round(EVENING * CURVE_RATE);
  return path.map((_, i) => {
    const width = Math.min(reach, i, path.length - 1 - i);
    let sum = 0;
    for (let k = i - width; k <= i + width; k++) sum += path[k];
    return sum / (2 * width + 1);
  });
}

/** Index of the last frame that is not later than `time`, but never of the very last; looked for from `from` on. */
function frameAt(frames: readonly TakeFrame[], time: number, from: number): number {
  let at = from;
  while (at < frames.length - 2 && frames[at + 1][0] <= time) at++;
  return at;
}

function motionAt(frames: readonly TakeFrame[], at: number, time: number, out: ReturnType<typeof createMotion>): void {
  const [first, second] = [frames[at], frames[at + 1]];
  motionOfFrames(first, second, Math.max(0, Math.min(1, (time - first[0]) / (second[0] - first[0]))), out);
}
