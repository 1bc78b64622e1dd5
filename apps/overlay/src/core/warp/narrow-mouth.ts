/** How far the corners draw what is around them along, in centimetres. */
const REACH = 2.4;
const RIGHT_CORNER = 61;
const LEFT_CORNER = 291;

/**
 * Draws the mouth's corners inwards as the mouth opens: the shade beside a shut mouth's corners stays in the picture and makes
 * an open one look too wide.
 * @param rest 478 x (x, y, z), canonical centimetres
 * @returns a function that moves such points in place, `narrowing` centimetres for every centimetre that the lips part, and so
 * many centimetres more
 */
export function createMouthNarrower(rest: Float32Array): (points: Float32Array, narrowing: number, more?: number) => void {
  const closeTo = (i: number, corner: number): number => {
    const square = (rest[i] - rest[3 * corner]) ** 2 + (rest[i + 1] - rest[3 * corner + 1]) ** 2;
    return Math.exp(-square / REACH ** 2);
  };
  const share = Float32Array.from({ length: rest.length / 3 }, (_, p) => (closeTo(3 * p, RIGHT_CORNER) - closeTo(3 * p, LEFT_CORNER)) / 2);
  const restGap = rest[3 * 13 + 1] - rest[3 * 14 + 1];
  return (points, narrowing, more = 0) => {
    const inwards = narrowing * Math.max(0, points[3 * 13 + 1] - points[3 * 14 + 1] - restGap) + more;
    if (inwards === 0) return;
    for (let p = 0; p < share.length; p++) points[3 * p] += share[p] * inwards;
  };
}
