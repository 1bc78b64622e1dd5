import { BLENDSHAPE_INDEX, BLENDSHAPES } from '@masque/config/blendshapes';
import { everyGroup, type SignalGroup } from '@masque/config/look';
import { CONTROL_POINTS, LANDMARK_COUNT, type Motion, pickControlPoints } from '@masque/config/motion-frame';
import type { Settings } from '@masque/config/settings';
import { REGION_OF_BLENDSHAPE, REGION_WEIGHTS, REGIONS } from './regions.ts';

export type MotionSettings = Settings['motion'];
export type GroupGains = Readonly<Record<SignalGroup, number>>;

/** No group is strengthened or weakened. */
export const UNIT_GROUP_GAINS: GroupGains = everyGroup(() => 1);

/** Natural ranges that a group's limit is a share of: degrees, face widths, logarithm of a size, eye widths. */
const NATURAL = { yaw: 45, pitch: 35, roll: 35, shift: 1, size: Math.LN2, gaze: 0.3 };
/** A limit is soft: up to this share of it nothing is changed. */
const KNEE = 0.7;

const GROUP_OF_REGION: readonly SignalGroup[] = REGIONS.map((region) => (region === 'cheeks' ? 'mouth' : region));
const LIDS = BLENDSHAPES.map((name) => /^eye(Blink|Wide|Squint)/.test(name));
const LOOKS = BLENDSHAPES.map((name) => name.startsWith('eyeLook'));
const BLINKS = [BLENDSHAPE_INDEX.eyeBlinkLeft, BLENDSHAPE_INDEX.eyeBlinkRight];
const EYE_PAIRS = (['eyeBlink', 'eyeWide', 'eyeSquint'] as const).map(
  (name) => [BLENDSHAPE_INDEX[`${name}Left`], BLENDSHAPE_INDEX[`${name}Right`]] as const,
);

const factors = new Float32Array(REGIONS.length);

/**
 * Shapes a tracked motion as the user wants it, in place: dead zone, sensitivity and range of every group, blink thresholds,
 * linked eyes. The overall strength leaves the lids alone: half a blink is no blink.
 * @param gains how strongly the avatar answers to each group, on top of the settings
 */
export function tuneMotion(motion: Motion, settings: MotionSettings, gains: GroupGains): Motion {
  const { strength, deadzone, groups } = settings;
  const factor = (group: SignalGroup): number => strength * groups[group].sensitivity * gains[group];
  tuneHead(motion, factor('head'), groups.head.range, deadzone);
  const body = factor('body');
  motion.head.x = limit(motion.head.x * body, NATURAL.shift, groups.body.range);
  motion.head.y = limit(motion.head.y * body, NATURAL.shift, groups.body.range);
  motion.head.scale = Math.exp(limit(Math.log(motion.head.scale) * body, NATURAL.size, groups.body.range));
  const gaze = factor('gaze');
  motion.gaze.x = limit(motion.gaze.x * gaze, NATURAL.gaze, groups.gaze.range);
  motion.gaze.y = limit(motion.gaze.y * gaze, NATURAL.gaze, groups.gaze.range);
  tuneSurface(motion, settings, factor, gaze);
  tuneLids(motion.blendshapes, settings, gains.eyes);
  return motion;
}

function tuneHead({ head }: Motion, factor: number, range: number, deadzone: number): void {
  for (const key of ['yaw', 'pitch', 'roll'] as const) {
    const beyond = Math.max(0, Math.abs(head[key]) - deadzone);
    head[key] = limit(Math.sign(head[key]) * beyond * factor, NATURAL[key], range);
  }
}

/** Blendshapes (but the lids') and the displaced surface, region by region, by one factor each. */
function tuneSurface(motion: Motion, { groups }: MotionSettings, factor: (group: SignalGroup) => number, gaze: number): void {
  const { blendshapes, dense, controlPoints } = motion;
  let same = true;
  for (let r = 0; r < REGIONS.length; r++) {
    const group = GROUP_OF_REGION[r];
    let peak = 0;
    for (let i = 0; i < blendshapes.length; i++) {
      if (GROUP_OF_REGION[REGION_OF_BLENDSHAPE[i]] === group && !LIDS[i] && !LOOKS[i]) peak = Math.max(peak, blendshapes[i]);
    }
    const wanted = factor(group);
    factors[r] = peak * wanted > 0 ? wanted * (limit(peak * wanted, 1, groups[group].range) / (peak * wanted)) : wanted;
    same &&= factors[r] === 1;
  }
  for (let i = 0; i < blendshapes.length; i++) {
    if (!LIDS[i]) blendshapes[i] = Math.min(1, blendshapes[i] * (LOOKS[i] ? gaze : factors[REGION_OF_BLENDSHAPE[i]]));
  }
  if (same) return;
  if (dense) {
    for (let i = 0; i < LANDMARK_COUNT; i++) scalePoint(dense, i, i);
    pickControlPoints(dense, controlPoints);
  } else {
    for (let i = 0; i < CONTROL_POINTS.length; i++) scalePoint(controlPoints, i, CONTROL_POINTS[i]);
  }
}

function scalePoint(points: Float32Array, at: number, landmark: number): void {
  let factor = 0;
  for (let r = 0; r < REGIONS.length; r++) factor += REGION_WEIGHTS[REGIONS.length * landmark + r] * factors[r];
  points[3 * at] *= factor;
  points[3 * at + 1] *= factor;
  points[3 * at + 2] *= factor;
}

function tuneLids(blendshapes: Float32Array, { blinkOpen, blinkShut, eyesLinked, groups }: MotionSettings, gain: number): void {
  const factor = groups.eyes.sensitivity * gain;
  for (let i = 0; i < blendshapes.length; i++) {
    if (LIDS[i]) blendshapes[i] = limit(blendshapes[i] * factor, 1, groups.eyes.range);
  }
  for (const i of BLINKS) blendshapes[i] = Math.max(0, Math.min(1, (blendshapes[i] - blinkOpen) / (blinkShut - blinkOpen)));
  for (let i = 0; i < blendshapes.length; i++) if (LIDS[i]) blendshapes[i] = Math.min(1, blendshapes[i]);
  if (!eyesLinked) return;
  for (const [left, right] of EYE_PAIRS) blendshapes[left] = blendshapes[right] = (blendshapes[left] + blendshapes[right]) / 2;
}

/** A value that bends off before it reaches `range` of its natural range; all of the range limits nothing. */
function limit(value: number, natural: number, range: number): number {
  if (range >= 1) return value;
  const most = natural * range;
  const size = Math.abs(value);
  const knee = KNEE * most;
  if (size <= knee) return value;
  return Math.sign(value) * (knee + (most - knee) * Math.tanh((size - knee) / (most - knee)));
}
