import { eyeLineOf, meanOf } from './measures.ts';
import { averageNeutral, LEAST_OPEN, type Neutral } from './neutral.ts';
import type { Observation } from './observe.ts';
import { quantile } from './quantile.ts';

const BROW_POINTS = [105, 66, 107, 334, 296, 336] as const;

/**
 * A clip's neutral: the mean of its calmest frames with the mouth shut, the eyes open, the brows and gaze at their median,
 * and the head as frontal as this clip's head commonly is (a person who always leans one way is taken as she is).
 * The open level of each eye is taken over the whole clip.
 * @param observations every frame with a face, in order; at least one
 */
export function chooseNeutral(observations: readonly Observation[]): Neutral {
  const costs = costsOf(observations);
  const order = costs.map((_, i) => i).sort((a, b) => costs[a] - costs[b]);
  const count = Math.max(5, Math.min(15, Math.round(observations.length * 0.15)));
  const calm = order.slice(0, count).filter((i) => costs[i] <= costs[order[0]] + 0.4);
  const neutral = averageNeutral(calm.map((i) => observations[i]));
  neutral.apertureRight = openLevel(
    observations.map((o) => o.apertureRight),
    neutral.apertureRight,
  );
  neutral.apertureLeft = openLevel(
    observations.map((o) => o.apertureLeft),
    neutral.apertureLeft,
  );
  return neutral;
}

/** How open an eye commonly is: 70th percentile of the frames in which it is not shut. */
function openLevel(apertures: readonly number[], rest: number): number {
  const high = quantile(apertures, 0.95);
  const open = quantile(
    apertures.filter((a) => a > 0.55 * high),
    0.7,
  );
  return Math.max(LEAST_OPEN, 0.8 * rest, open);
}

function costsOf(observations: readonly Observation[]): number[] {
  const series = (of: (o: Observation) => number) => observations.map(of);
  const gap = series((o) => o.mouthGap);
  const width = series((o) => o.mouthWidth);
  const brow = series((o) => meanOf(o.canonical, BROW_POINTS, 1) - eyeLineOf(o.canonical));
  const corners = series((o) => meanOf(o.canonical, [61, 291], 1) - meanOf(o.canonical, [0, 17], 1));
  const shut = quantile(gap, 0.02);
  const open = {
    right: quantile(
      series((o) => o.apertureRight),
      0.8,
    ),
    left: quantile(
      series((o) => o.apertureLeft),
      0.8,
    ),
  };
  const offMedian = (values: readonly number[], least: number) => {
    const middle = quantile(values, 0.5);
    const range = Math.max(least, quantile(values, 0.95) - quantile(values, 0.05));
    return (i: number) => Math.abs(values[i] - middle) / range;
  };
  const offFrontal = (values: readonly number[]) => {
    const usual = Math.max(quantile(values, 0.25), Math.min(quantile(values, 0.75), 0));
    return (i: number) => Math.abs(values[i] - usual) / 8;
  };
  const terms = [
    offFrontal(series((o) => o.angles.yaw)),
    offFrontal(series((o) => o.angles.pitch)),
    offFrontal(series((o) => o.angles.roll)),
    offMedian(width, 0.3),
    offMedian(corners, 0.3),
    offMedian(brow, 0.2),
    offMedian(
      series((o) => o.gaze.x),
      0.1,
    ),
    offMedian(
      series((o) => o.gaze.y),
      0.1,
    ),
    (i: number) => Math.max(0, gap[i] - shut) / 0.35,
    (i: number) => 3 * Math.max(0, 0.9 - observations[i].apertureRight / open.right),
    (i: number) => 3 * Math.max(0, 0.9 - observations[i].apertureLeft / open.left),
    (i: number) => unrest(observations, i),
  ];
  return observations.map((_, i) => terms.reduce((sum, term) => sum + term(i), 0));
}

/** Movement against the frame before: 1 for three degrees of turning or 3 mm of mouth. */
function unrest(observations: readonly Observation[], i: number): number {
  const a = observations[Math.max(0, i - 1)];
  const b = observations[i];
  return (Math.abs(b.angles.yaw - a.angles.yaw) + Math.abs(b.angles.pitch - a.angles.pitch)) / 3 + Math.abs(b.mouthGap - a.mouthGap) / 0.3;
}
