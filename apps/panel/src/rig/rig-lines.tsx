import { DRAWN_MOUTH, DRAWN_OUTLINE, IMAGE_LEFT_EYE, IMAGE_RIGHT_EYE } from '@masque/config/drawn-points';
import type { RigPoints } from '@masque/config/rig-points';
import type { Points } from './move-point.ts';

const LINES: readonly (readonly number[])[] = [
  ...[IMAGE_LEFT_EYE, IMAGE_RIGHT_EYE].flatMap(({ upper, lower, brow }) => [upper, lower, brow]),
  DRAWN_MOUTH.upper,
  DRAWN_MOUTH.lower,
  DRAWN_OUTLINE,
];

/** The features as lines through their points. */
export function RigLines({ rig: { width, height, points } }: { rig: RigPoints }) {
  const paths = [
    ...LINES.map((line) => curve(line.map((p) => points[p]))),
    ...[IMAGE_LEFT_EYE, IMAGE_RIGHT_EYE].map(({ iris }) => ellipse(points, iris)),
  ];
  return (
    <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {['under', 'over'].map((layer) => (
        <g key={layer} class={layer}>
          {paths.map((d, i) => (
            <path key={i} d={d} />
          ))}
        </g>
      ))}
    </svg>
  );
}

/** A smooth curve through points (Catmull-Rom as cubic Bézier segments). */
function curve(through: Points): string {
  const at = (i: number): Readonly<[number, number]> => through[Math.max(0, Math.min(through.length - 1, i))];
  const segments = through.slice(1).map(([x, y], i) => {
    const [before, from, after] = [at(i - 1), at(i), at(i + 2)];
    const controls = [
      from[0] + (x - before[0]) / 6,
      from[1] + (y - before[1]) / 6,
      x - (after[0] - from[0]) / 6,
      y - (after[1] - from[1]) / 6,
    ];
    return `C${[...controls, x, y].join(' ')}`;
  });
  return `M${through[0].join(' ')}${segments.join('')}`;
}

function ellipse(points: Points, { centre, left, right, bottom }: { centre: number; left: number; right: number; bottom: number }): string {
  const [cx, cy] = points[centre];
  const across = Math.hypot(points[right][0] - points[left][0], points[right][1] - points[left][1]) / 2;
  const down = Math.hypot(points[bottom][0] - cx, points[bottom][1] - cy);
  const turn = (Math.atan2(points[right][1] - points[left][1], points[right][0] - points[left][0]) * 180) / Math.PI;
  const half = (x: number, y: number): string => `A${across} ${down} ${turn} 0 1 ${x} ${y}`;
  return `M${points[left].join(' ')}${half(2 * cx - points[left][0], 2 * cy - points[left][1])}${half(points[left][0], points[left][1])}`;
}
