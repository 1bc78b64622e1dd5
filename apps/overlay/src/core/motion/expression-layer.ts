import { BLENDSHAPE_INDEX, BLENDSHAPES, type Blendshape } from '@masque/config/blendshapes';
import { type Easing, EXPRESSION_EFFECTS, EXPRESSION_REGIONS, type Expression, type ExpressionRegion } from '@masque/config/expression';
import { createLayer, type Layer } from './blend.ts';
import { REGION_OF_BLENDSHAPE, REGIONS } from './regions.ts';

/** The expressions that show at the moment, as one layer over whatever moves the avatar. */
export interface ExpressionLayer {
  /** Rewritten by every update; its weight is exactly 0 when nothing shows. */
  readonly layer: Layer;
  /** Strength of each of EXPRESSION_EFFECTS, 0..1. */
  readonly effects: Float32Array;
  /** Those that are on, the one that came last at the end; all others fade out. */
  show(active: readonly Expression[]): void;
  /** Fades on to `now`, milliseconds. */
  update(now: number): void;
}

/** An expression on its way in or out. */
interface Fade {
  expression: Expression;
  on: boolean;
  /** 0..1, even in time. */
  progress: number;
  /** Of equal priority, the later one lies above. */
  came: number;
  values: Float32Array;
  /** Per region: whether it has anything to say there, and whether tracking shows nothing there. */
  speaks: readonly boolean[];
  owns: readonly boolean[];
}

const HEAD = EXPRESSION_REGIONS.indexOf('head');
const EYES = EXPRESSION_REGIONS.indexOf('eyes');

/** Which region of an expression every blendshape belongs to; cheeks and nose go with the mouth. */
const REGION_OF_SHAPE = REGION_OF_BLENDSHAPE.map((region) => {
  const name = REGIONS[region];
  return EXPRESSION_REGIONS.indexOf(name === 'cheeks' ? 'mouth' : (name satisfies ExpressionRegion));
});

/** What cannot be shown together: the first keeps the tracked second down, where an expression only adds. */
const OPPOSITES: readonly (readonly [Blendshape, Blendshape])[] = (['Left', 'Right'] as const).flatMap(
  (side) =>
    [
      [`mouthSmile${side}`, `mouthFrown${side}`],
      [`mouthFrown${side}`, `mouthSmile${side}`],
      [`browDown${side}`, `browOuterUp${side}`],
      [`browDown${side}`, 'browInnerUp'],
      [`browOuterUp${side}`, `browDown${side}`],
      ['browInnerUp', `browDown${side}`],
      [`eyeBlink${side}`, `eyeWide${side}`],
      [`eyeWide${side}`, `eyeSquint${side}`],
    ] as const,
);
const OPPOSITE_PAIRS = OPPOSITES.map(([a, b]) => [BLENDSHAPE_INDEX[a], BLENDSHAPE_INDEX[b]] as const);

const EASE: Record<Easing, (p: number) => number> = {
  linear: (p) => p,
  'ease-in': (p) => p * p,
  'ease-out': (p) => p * (2 - p),
  'ease-in-out': (p) => p * p * (3 - 2 * p),
};

/**
 * Composes expressions. Among themselves they lie over each other, region by region: the one of higher priority covers the
 * others where it has something to say. Towards the tracked face each either takes a region over or adds to it; added shapes
 * fill what is left up to 1, so that nothing is ever clipped, and keep their opposites down.
 */
export function createExpressionLayer(): ExpressionLayer {
  const layer = createLayer({});
  const effects = new Float32Array(EXPRESSION_EFFECTS.length);
  /** Highest first. */
  const fades: Fade[] = [];
  let arrivals = 0;
  let last = Number.NaN;
  const left = new Float32Array(EXPRESSION_REGIONS.length);
  const owned = new Float32Array(EXPRESSION_REGIONS.length);
  const taking = new Float32Array(BLENDSHAPES.length);
  const adding = new Float32Array(BLENDSHAPES.length);
  const kept = new Float32Array(BLENDSHAPES.length);

  function show(active: readonly Expression[]): void {
    for (const fade of fades) fade.on = false;
    for (const expression of active) {
      const before = fades.find((fade) => fade.expression.id === expression.id);
      if (before) Object.assign(before, before.expression === expression ? { on: true } : { ...compile(expression), on: true });
      else fades.push({ ...compile(expression), on: true, progress: 0, came: arrivals++ });
    }
    fades.sort((a, b) => b.expression.priority - a.expression.priority || b.came - a.came);
  }

  /** @returns whether any shows */
  function fade(now: number): boolean {
    const passed = now > last ? (now - last) / 1000 : 0;
    last = now;
    let gone = 0;
    let shows = false;
    for (let i = 0; i < fades.length; i++) {
      const { expression, on, progress } = fades[i];
      const time = on ? expression.fadeIn : expression.fadeOut;
      const step = time > 0 ? passed / time : 1;
      fades[i].progress = on ? Math.min(1, progress + step) : Math.max(0, progress - step);
      if (!on && fades[i].progress === 0) gone++;
      else if (gone > 0) fades[i - gone] = fades[i];
      shows ||= fades[i].progress > 0;
    }
    fades.length -= gone;
    return shows;
  }

  function add({ expression, values, speaks, owns, progress }: Fade): void {
    const weight = EASE[expression.easing](progress);
    for (let s = 0; s < values.length; s++) {
      const region = REGION_OF_SHAPE[s];
      (owns[region] ? taking : adding)[s] += weight * left[region] * values[s];
    }
    const turning = weight * left[HEAD];
    layer.head.yaw += turning * expression.head.yaw;
    layer.head.pitch += turning * expression.head.pitch;
    layer.head.roll += turning * expression.head.roll;
    if (expression.gaze) {
      const looking = weight * left[EYES];
      layer.gaze.x += looking * expression.gaze.x;
      layer.gaze.y += looking * expression.gaze.y;
      layer.gaze.takes += looking;
    }
    for (let r = 0; r < left.length; r++) {
      if (owns[r]) owned[r] += weight * left[r];
      if (speaks[r]) left[r] *= 1 - weight;
    }
    for (let e = 0; e < effects.length; e++) effects[e] = Math.max(effects[e], weight * expression.effects[EXPRESSION_EFFECTS[e]]);
  }

  function update(now: number): void {
    const shows = fade(now);
    layer.weight = shows ? 1 : 0;
    effects.fill(0);
    if (!shows) return;
    layer.head.yaw = layer.head.pitch = layer.head.roll = 0;
    layer.gaze.x = layer.gaze.y = layer.gaze.takes = 0;
    left.fill(1);
    owned.fill(0);
    taking.fill(0);
    adding.fill(0);
    for (let i = 0; i < fades.length; i++) add(fades[i]);
    layer.head.takes = owned[HEAD];
    for (let s = 0; s < kept.length; s++) kept[s] = 1 - owned[REGION_OF_SHAPE[s]];
    for (let p = 0; p < OPPOSITE_PAIRS.length; p++) kept[OPPOSITE_PAIRS[p][1]] *= 1 - adding[OPPOSITE_PAIRS[p][0]];
    // x kept + taking, then what is added fills the rest: x + adding (1 - x).
    for (let s = 0; s < kept.length; s++) {
      layer.takes[s] = 1 - kept[s] * (1 - adding[s]);
      layer.values[s] = taking[s] * (1 - adding[s]) + adding[s];
    }
  }

  return { layer, effects, show, update };
}

function compile(expression: Expression): Pick<Fade, 'expression' | 'values' | 'speaks' | 'owns'> {
  const values = new Float32Array(BLENDSHAPES.length);
  const speaks = EXPRESSION_REGIONS.map(() => false);
  for (const [name, value] of Object.entries(expression.blendshapes)) {
    const shape = BLENDSHAPE_INDEX[name as Blendshape];
    values[shape] = value;
    if (value > 0) speaks[REGION_OF_SHAPE[shape]] = true;
  }
  const owns = EXPRESSION_REGIONS.map((region) => !expression.tracking[region]);
  for (let r = 0; r < owns.length; r++) speaks[r] ||= owns[r];
  if (expression.gaze) speaks[EYES] = true;
  const { yaw, pitch, roll } = expression.head;
  if (yaw !== 0 || pitch !== 0 || roll !== 0) speaks[HEAD] = true;
  return { expression, values, speaks, owns };
}
