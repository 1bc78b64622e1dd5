import { z } from 'zod';
import { DRAWN_CHIN, DRAWN_MOUTH, DRAWN_POINT_COUNT, IMAGE_LEFT_EYE, IMAGE_RIGHT_EYE } from './drawn-points.ts';
import { DocumentError, type Migration, migrate } from './versioned.ts';

const migrations: readonly Migration[] = [];

/** The file beside `avatar.json` that holds them. */
export const POINTS_FILE = 'points.json';
/** A face may reach out of its picture by this share of the picture's size. */
const MARGIN = 0.5;
/** Points that span an eye, a mouth or a face lie at least so far apart, as a share of the picture's longer side. */
const APART = 0.002;
const SPANS: readonly (readonly [a: number, b: number])[] = [
  [IMAGE_LEFT_EYE.upper[0], IMAGE_LEFT_EYE.upper[4]],
  [IMAGE_RIGHT_EYE.upper[0], IMAGE_RIGHT_EYE.upper[4]],
  [IMAGE_LEFT_EYE.iris.centre, IMAGE_RIGHT_EYE.iris.centre],
  [DRAWN_MOUTH.upper[0], DRAWN_MOUTH.upper[4]],
  [IMAGE_LEFT_EYE.iris.centre, DRAWN_CHIN],
];
const MOST_PIXELS = 65536;

const size = z.number().positive().max(MOST_PIXELS);

export const rigPointsSchema = z
  .strictObject({
    version: z.literal(migrations.length + 1),
    /** Of the picture that the points are measured on. */
    width: size,
    height: size,
    /** The points of a drawn face (see drawn-points.ts), [x, y] from the picture's upper left corner. */
    points: z.array(z.tuple([z.number(), z.number()])).length(DRAWN_POINT_COUNT),
  })
  .check(({ value: { width, height, points }, issues }) => {
    const refuse = (message: string): void => void issues.push({ code: 'custom', message, path: ['points'], input: points });
    const inside = (v: number, side: number): boolean => v >= -MARGIN * side && v <= (1 + MARGIN) * side;
    if (!points.every(([x, y]) => inside(x, width) && inside(y, height))) refuse('a point lies far outside of the picture');
    const span = ([a, b]: readonly [number, number]): number => Math.hypot(points[a][0] - points[b][0], points[a][1] - points[b][1]);
    if (SPANS.some((ends) => span(ends) < APART * Math.max(width, height))) refuse('eyes, mouth or chin have shrunk to one point');
  });

/** Where the features of an avatar's face were placed by hand. */
export type RigPoints = z.output<typeof rigPointsSchema>;

/**
 * Reads the content of a `points.json`, of this version or an older one.
 * @throws DocumentError with what is wrong with it
 */
export function parseRigPoints(document: unknown): RigPoints {
  const result = rigPointsSchema.safeParse(migrate(document, migrations));
  if (!result.success) throw new DocumentError(z.prettifyError(result.error));
  return result.data;
}
