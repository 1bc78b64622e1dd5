import { BLENDSHAPE_INDEX, type Blendshape } from '@masque/config/blendshapes';
import { eyeLineOf, meanOf } from './measures.ts';

/** Lid opening against the own open level that the face model reads off a shut eye; below REST of the rest it counts as shut. */
const SHUT = 0.33;
const REST = 0.06;
/** Aperture over the own open level of an eye opened as wide as it goes. */
const WIDE = 1.45;
/** Eye widths that the iris travels at full gaze. */
const GAZE_REACH = { x: 0.25, y: 0.12 };

const clamp = (v: number): number => Math.max(0, Math.min(1, v));
/** 0 below `dead`, 1 at `full`: the tracker's noise and what a turned head leaks into a length stay below `dead` (cm). */
const ramp = (v: number, dead: number, full: number): number => clamp((v - dead) / (full - dead));

/** How open an eye is: 0 shut, 1 at its own open level, more when wide; `ratio` is its aperture over that level. */
export function lidOpening(ratio: number): number {
  const open = (ratio - SHUT) / (1 - SHUT);
  return open < REST ? 0 : open;
}

/** The inverse of lidOpening, from an eye's two coefficients: 0 shut, 1 at its own open level, 1.67 at its widest. */
export function openingOf(blink: number, wide: number): number {
  return 1 - blink + (wide * (WIDE - 1)) / (1 - SHUT);
}

/**
 * ARKit's coefficients, read geometrically off a face's displacement from its neutral; left is the subject's left.
 * Lengths are canonical centimetres of a 17.2 cm face; divisors are the ranges that talking, grinning and shouting faces reach.
 * `tongueOut` and `cheekPuff` stay 0, since landmarks show neither. Depths are the weakest part of the landmarks,
 * so `jawForward` answers only to clear movement, and dimples are told from stretched lips by the shut mouth alone.
 * @param displacement 478 x (x, y, z)
 * @param openRight aperture of the right eye over its own open level
 * @param openLeft aperture of the left eye over its own open level
 * @param gaze against neutral, eye widths: x to the image's right, y up
 * @param out 52 coefficients 0..1
 */
export function blendshapesOf(
  displacement: Float32Array,
  openRight: number,
  openLeft: number,
  gaze: { x: number; y: number },
  out: Float32Array,
): Float32Array {
  const mean = (indices: readonly number[], axis: 0 | 1 | 2): number => meanOf(displacement, indices, axis);
  const set = (name: Blendshape, value: number): void => {
    out[BLENDSHAPE_INDEX[name]] = value;
  };
  out.fill(0);
  readEyes(openRight, openLeft, gaze, mean, set);
  readBrows(mean, eyeLineOf(displacement), set);
  readMouth(mean, set);
  for (const [side, cheek, nostril] of [
    ['Left', [280, 425], [278, 294]],
    ['Right', [50, 205], [48, 64]],
  ] as const) {
    set(`cheekSquint${side}`, ramp(mean(cheek, 1), 0.08, 0.3));
    set(`noseSneer${side}`, ramp(mean(nostril, 1), 0.06, 0.22));
  }
  return out;
}

type Mean = (indices: readonly number[], axis: 0 | 1 | 2) => number;
type Set = (name: Blendshape, value: number) => void;

function readEyes(openRight: number, openLeft: number, gaze: { x: number; y: number }, mean: Mean, set: Set): void {
  const lids = [
    ['Right', openRight, [145, 144, 153], [33, 133]],
    ['Left', openLeft, [374, 373, 380], [263, 362]],
  ] as const;
  for (const [side, ratio, lowerLid, corners] of lids) {
    const open = lidOpening(ratio);
    set(`eyeBlink${side}`, clamp(1 - open));
    set(`eyeWide${side}`, ramp(ratio, 1, WIDE));
    set(`eyeSquint${side}`, ramp(mean(lowerLid, 1) - mean(corners, 1), 0.07, 0.3) * clamp(2 * open));
    set(`eyeLookUp${side}`, clamp(gaze.y / GAZE_REACH.y));
    set(`eyeLookDown${side}`, clamp(-gaze.y / GAZE_REACH.y));
  }
  set('eyeLookOutLeft', clamp(gaze.x / GAZE_REACH.x));
  set('eyeLookInRight', clamp(gaze.x / GAZE_REACH.x));
  set('eyeLookInLeft', clamp(-gaze.x / GAZE_REACH.x));
  set('eyeLookOutRight', clamp(-gaze.x / GAZE_REACH.x));
}

/** Brows against the line of the eyes' corners: pose noise lifts both alike. */
function readBrows(mean: Mean, eyeLine: number, set: Set): void {
  const innerLeft = mean([336, 296], 1) - eyeLine;
  const innerRight = mean([107, 66], 1) - eyeLine;
  const outerLeft = mean([334, 293], 1) - eyeLine;
  const outerRight = mean([105, 63], 1) - eyeLine;
  set('browInnerUp', ramp((innerLeft + innerRight) / 2, 0.04, 0.9));
  set('browOuterUpLeft', ramp(outerLeft, 0.04, 0.85));
  set('browOuterUpRight', ramp(outerRight, 0.04, 0.85));
  set('browDownLeft', ramp(-0.6 * innerLeft - 0.4 * outerLeft, 0.06, 0.55));
  set('browDownRight', ramp(-0.6 * innerRight - 0.4 * outerRight, 0.06, 0.55));
}

function readMouth(mean: Mean, set: Set): void {
  const lowerDrop = -mean([14, 87, 317], 1);
  const gap = lowerDrop + mean([13, 82, 312], 1);
  const chinDrop = -mean([152], 1);
  const open = ramp(gap, 0.1, 1.1);
  // The lower lip falls 1.4 times as far as the chin when the jaw alone moves; a lip that falls without the chin is no jaw,
  // and of a chin under shut lips little shows.
  const drop = 0.5 * Math.min(lowerDrop, 0.3 + 2.4 * Math.max(0, chinDrop)) + 0.7 * chinDrop;
  const jaw = Math.max(0, Math.min(drop, Math.max(0, 1.2 * gap) + Math.max(0, chinDrop - 0.35)));
  set('jawOpen', ramp(jaw, 0.03, 3));
  set('mouthClose', ramp(jaw - Math.max(0, 1.2 * gap), 0.03, 3));
  set('jawForward', ramp(mean([152], 2) + 0.45 * Math.max(0, lowerDrop), 0.35, 1));
  const chinSide = mean([152], 0);
  set('jawLeft', ramp(chinSide, 0.12, 0.7));
  set('jawRight', ramp(-chinSide, 0.12, 0.7));
  const lipSide = mean([0, 13, 14, 17], 0);
  set('mouthLeft', ramp(lipSide - 0.6 * chinSide, 0.1, 0.6));
  set('mouthRight', ramp(0.6 * chinSide - lipSide, 0.1, 0.6));
  readCorners(mean, lowerDrop, lipSide, open, set);
  readLips(mean, lowerDrop, jaw, open, set);
}

/** Corners: up is a smile (a grin widens with it), out alone a stretch or dimple, together a pucker or funnel. */
function readCorners(mean: Mean, lowerDrop: number, lipSide: number, open: number, set: Set): void {
  // An opening jaw takes the corners down by 0.41 of the lower lip's way and in by 0.05.
  const jawDown = 0.41 * Math.max(0, lowerDrop);
  const jawIn = 0.05 * Math.max(0, lowerDrop);
  let narrow = 0;
  for (const [side, corner, outward] of [
    ['Left', 291, 1],
    ['Right', 61, -1],
  ] as const) {
    const up = mean([corner], 1) + jawDown;
    const out = outward * (mean([corner], 0) - lipSide) + jawIn;
    narrow -= out;
    const raised = Math.max(0, up);
    set(`mouthSmile${side}`, ramp(raised + 0.6 * Math.max(0, Math.min(out, 1.5 * raised)), 0.1, 1.5));
    set(`mouthFrown${side}`, ramp(-up, 0.1, 0.65));
    const stretch = ramp(out - 1.5 * raised, 0.1, 0.8);
    set(`mouthStretch${side}`, stretch * (0.4 + 0.6 * open));
    set(`mouthDimple${side}`, stretch * 0.6 * (1 - open));
  }
  const round = ramp(narrow, 0.15, 1.5);
  set('mouthPucker', round * (1 - 0.8 * open));
  set('mouthFunnel', round * open);
}

/** Lips: parted beyond what the jaw does, pressed or rolled in (thinner), shrugged (both up while shut). */
function readLips(mean: Mean, lowerDrop: number, jaw: number, open: number, set: Set): void {
  const parted = Math.min(1, 2.5 * open);
  const shut = 1 - parted;
  for (const [side, upper, lower, corner] of [
    ['Left', [267, 269, 312], [314, 317, 405], 291],
    ['Right', [37, 39, 82], [84, 87, 181], 61],
  ] as const) {
    const smile = Math.max(0, mean([corner], 1) + 0.41 * Math.max(0, lowerDrop));
    set(`mouthUpperUp${side}`, ramp(mean(upper, 1) - 0.3 * smile, 0.06, 0.65) * parted);
    set(`mouthLowerDown${side}`, ramp(-mean(lower, 1) - jaw, 0.06, 0.9) * parted);
  }
  const thin = (outer: number, inner: number, outward: 1 | -1): number =>
    ramp(outward * (mean([inner], 1) - mean([outer], 1)), 0.06, 0.4) * shut;
  const pressLeft = Math.min(thin(267, 312, 1), thin(314, 317, -1));
  const pressRight = Math.min(thin(37, 82, 1), thin(84, 87, -1));
  set('mouthPressLeft', pressLeft);
  set('mouthPressRight', pressRight);
  set('mouthRollUpper', Math.max(0, thin(0, 13, 1) - 0.25 * (pressLeft + pressRight)));
  set('mouthRollLower', Math.max(0, thin(17, 14, -1) - 0.25 * (pressLeft + pressRight)));
  set('mouthShrugUpper', ramp(Math.min(mean([13], 1), -lowerDrop), 0.08, 0.5) * shut);
  set('mouthShrugLower', ramp(mean([17, 18, 200], 1), 0.08, 0.5) * shut);
}
