// Fits the linear basis of expression to face tracks and writes apps/overlay/src/core/motion/basis-data.json.
//   npx tsx apps/overlay/bin/fit-basis.mjs TRACK.json...
// A track is {"fps": 30, "track": [[[x, y, z], ... 478 landmarks in image pixels], ... or null where no face was found]}.
// Clips of different people with talking, grins, wide mouths, raised brows and blinks serve best. Before it writes, it tells how
// well each clip is restored by a basis fitted to the others.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { copyMotion, createMotion } from '@masque/config/motion-frame';
import { chooseNeutral } from '../src/core/face/choose-neutral.ts';
import { observe } from '../src/core/face/observe.ts';
import { toMotion } from '../src/core/face/to-motion.ts';
import { INNER_LIPS, OUTER_LIPS } from '../src/core/face/topology.ts';
import { fitBasis, restore, toBasisData } from '../src/core/motion/fit/fit-basis.ts';
import { smoothClip } from '../src/core/motion/smooth-clip.ts';

const OUT = fileURLToPath(new URL('../src/core/motion/basis-data.json', import.meta.url));
const LIPS = [...new Set([...OUTER_LIPS, ...INNER_LIPS.upper, ...INNER_LIPS.lower])];

const files = process.argv.slice(2);
if (files.length < 2) {
  console.error(
    'usage: npx tsx apps/overlay/bin/fit-basis.mjs TRACK.json TRACK.json...   (at least two clips, to check one against the others)',
  );
  process.exit(2);
}
const clips = files.map(readClip);
clips.forEach((clip, i) => {
  const basis = fitBasis(clips.filter((_, j) => j !== i));
  const [shapes, points] = [false, true].map((usePoints) => lipError(clip, basis, usePoints));
  console.log(
    `${path.basename(files[i])}: lips off by ${shapes} cm with blendshapes alone, ${points} cm with control points (mean, worst frame)`,
  );
});
writeFileSync(OUT, `${JSON.stringify(toBasisData(fitBasis(clips)))}\n`);
console.log(`wrote ${OUT}`);

/** @param {string} file */
function readClip(file) {
  const { fps, track } = JSON.parse(readFileSync(file, 'utf8'));
  const seen = track.filter(Boolean).map((/** @type {number[][]} */ points) => observe(Float32Array.from(points.flat())));
  const neutral = chooseNeutral(seen);
  const held = createMotion();
  const motions = seen.map((/** @type {import('../src/core/face/observe.ts').Observation} */ o, /** @type {number} */ i) =>
    copyMotion(toMotion(o, neutral, (i * 1000) / fps, held), createMotion()),
  );
  smoothClip(motions);
  return motions;
}

/** @param {import('@masque/config/motion-frame').Motion[]} clip @param {import('../src/core/motion/fit/fit-basis.ts').FittedBasis} basis @param {boolean} usePoints */
function lipError(clip, basis, usePoints) {
  const errors = clip.map((motion) => {
    const restored = restore(basis, motion, usePoints);
    const dense = /** @type {Float32Array} */ (motion.dense);
    return (
      LIPS.reduce((sum, i) => sum + Math.hypot(restored[3 * i] - dense[3 * i], restored[3 * i + 1] - dense[3 * i + 1]), 0) / LIPS.length
    );
  });
  return `${(errors.reduce((a, b) => a + b, 0) / errors.length).toFixed(3)} / ${Math.max(...errors).toFixed(3)}`;
}
