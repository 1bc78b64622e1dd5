// biome-ignore-all format: a point a line would make thousands of lines of the drawing
// Draws Kasumi: `node draw.mjs` writes source.svg and landmarks.json from the same numbers, so that they always agree.
// Then `rsvg-convert source.svg -o picture.png`. Plain Node; only the rest face for the landmarks comes from models/dist.
// Light falls from the upper left.
import { readFileSync, writeFileSync } from 'node:fs';

const W = 1200;
const H = 1400;
const MID = 600; // the face is drawn symmetric about this line
const here = (name) => new URL(name, import.meta.url);

// ---------------------------------------------------------------- curves
const lerp = (a, b, t) => a + (b - a) * t;
const mix = (p, q, t) => [lerp(p[0], q[0], t), lerp(p[1], q[1], t)];
const clamp01 = (t) => Math.max(0, Math.min(1, t));
const smooth = (a, b, t) => { const x = clamp01((t - a) / (b - a)); return x * x * (3 - 2 * x); };
const n1 = (v) => String(Math.round(v * 10) / 10);
const flip = (points) => points.map(([x, y, ...rest]) => [2 * MID - x, y, ...rest]);

/** Repeatable noise in 0..1. */
let seed = 7;
const random = () => { seed = (seed * 1664525 + 1013904223) % 4294967296; return seed / 4294967296; };

/** Bezier handles of a Catmull-Rom spline: `C` commands from the first point to the last. */
function curveTo(points) {
  let d = '';
  for (let i = 0; i + 1 < points.length; i += 1) {
    const [a, b, c, e] = [points[Math.max(0, i - 1)], points[i], points[i + 1], points[Math.min(points.length - 1, i + 2)]];
    d += `C${n1(b[0] + (c[0] - a[0]) / 6)} ${n1(b[1] + (c[1] - a[1]) / 6)} ${n1(c[0] - (e[0] - b[0]) / 6)} ${n1(c[1] - (e[1] - b[1]) / 6)} ${n1(c[0])} ${n1(c[1])}`;
  }
  return d;
}
const open = (points) => `M${n1(points[0][0])} ${n1(points[0][1])}${curveTo(points)}`;
/** A closed outline of smooth sides that meet in corners. */
const shape = (...sides) => `${sides.map((s, i) => (i ? `L${n1(s[0][0])} ${n1(s[0][1])}${curveTo(s)}` : open(s))).join('')}Z`;
/** A closed outline without corners. */
function blob(points) {
  const n = points.length;
  const at = (i) => points[(i + n) % n];
  let d = `M${n1(points[0][0])} ${n1(points[0][1])}`;
  for (let i = 0; i < n; i += 1) {
    const [a, b, c, e] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    d += `C${n1(b[0] + (c[0] - a[0]) / 6)} ${n1(b[1] + (c[1] - a[1]) / 6)} ${n1(c[0] - (e[0] - b[0]) / 6)} ${n1(c[1] - (e[1] - b[1]) / 6)} ${n1(c[0])} ${n1(c[1])}`;
  }
  return `${d}Z`;
}

/** The spline through `points` (of any dimension), as n points at even arc length. */
function resample(points, n) {
  const dense = [];
  for (let i = 0; i + 1 < points.length; i += 1) {
    const [a, b, c, e] = [points[Math.max(0, i - 1)], points[i], points[i + 1], points[Math.min(points.length - 1, i + 2)]];
    for (let k = 0; k < 16; k += 1) {
      const t = k / 16;
      dense.push(b.map((_, m) => 0.5 * (2 * b[m] + (c[m] - a[m]) * t + (2 * a[m] - 5 * b[m] + 4 * c[m] - e[m]) * t * t + (3 * b[m] - a[m] - 3 * c[m] + e[m]) * t * t * t)));
    }
  }
  dense.push(points.at(-1));
  const len = [0];
  for (let i = 1; i < dense.length; i += 1) len.push(len[i - 1] + Math.hypot(dense[i][0] - dense[i - 1][0], dense[i][1] - dense[i - 1][1]));
  const out = [];
  let j = 0;
  for (let i = 0; i < n; i += 1) {
    const want = (len.at(-1) * i) / (n - 1);
    while (j + 2 < len.length && len[j + 1] < want) j += 1;
    const t = clamp01((want - len[j]) / (len[j + 1] - len[j] || 1));
    out.push(dense[j].map((v, m) => lerp(v, dense[j + 1][m], t)));
  }
  return out;
}
/** The point at fraction t of evenly resampled points. */
function at(points, t) {
  const x = clamp01(t) * (points.length - 1);
  const i = Math.min(points.length - 2, Math.floor(x));
  return points[i].map((v, m) => lerp(v, points[i + 1][m], x - i));
}
function normals(points) {
  return points.map((_, i) => {
    const a = points[Math.max(0, i - 1)];
    const b = points[Math.min(points.length - 1, i + 1)];
    const l = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
    return [-(b[1] - a[1]) / l, (b[0] - a[0]) / l];
  });
}

// ---------------------------------------------------------------- marks
const fill = (d, paint, more = '') => `<path d="${d}" fill="${paint}"${more ? ` ${more}` : ''}/>`;
const group = (id, ...items) => `<g id="${id}">\n${items.flat(9).filter(Boolean).join('\n')}\n</g>`;
const clipped = (clip, ...items) => `<g clip-path="url(#${clip})">\n${items.flat(9).filter(Boolean).join('\n')}\n</g>`;

/** Where along a line the pen presses. */
const press = {
  both: (t) => Math.sin(Math.PI * t) ** 0.7,
  out: (t) => (1 - t) ** 0.8 * smooth(0, 0.04, t), // heavy at the start
  in: (t) => t ** 0.8 * smooth(1, 0.96, t), // heavy at the end
  hair: (t) => smooth(0.02, 0.45, t) * (0.35 + 0.65 * smooth(1, 0.75, t)) * smooth(1, 0.985, t),
  side: (t) => smooth(0.06, 0.2, t) * (0.5 + 0.5 * smooth(1, 0.8, t)) * smooth(1, 0.985, t),
  fringe: (t) => smooth(0.34, 0.8, t) * (0.4 + 0.6 * smooth(1, 0.8, t)) * smooth(1, 0.985, t),
  full: (t) => smooth(0, 0.02, t) * smooth(1, 0.98, t),
  firm: (t) => smooth(0, 0.12, t) * smooth(1, 0.88, t),
};
/** A pen line of varying width, as a filled outline. */
function line(points, width, paint, how = press.both, more = '') {
  let len = 0;
  for (let i = 1; i < points.length; i += 1) len += Math.hypot(points[i][0] - points[i - 1][0], points[i][1] - points[i - 1][1]);
  const p = resample(points.map(([x, y]) => [x, y]), Math.round(Math.max(7, Math.min(30, len / 16))));
  const n = normals(p);
  const half = p.map((_, i) => (width / 2) * how(i / (p.length - 1)));
  const left = p.map((q, i) => [q[0] + n[i][0] * half[i], q[1] + n[i][1] * half[i]]);
  const right = p.map((q, i) => [q[0] - n[i][0] * half[i], q[1] - n[i][1] * half[i]]);
  return fill(shape(left, right.reverse()), paint, more);
}

// ---------------------------------------------------------------- colours
const INK = { hair: '#453372', skin: '#9a4c58', deep: '#2a1733', cloth: '#1d1b3b', white: '#6d6a9a', coral: '#7d2742' };
const SKIN = { shade: '#f6b9ae', deep: '#dc8f97' };

const stops = (...list) => list.map(([at, colour, opacity]) => `<stop offset="${at}" stop-color="${colour}"${opacity === undefined ? '' : ` stop-opacity="${opacity}"`}/>`).join('');
const down = (id, y0, y1, ...list) => `<linearGradient id="${id}" gradientUnits="userSpaceOnUse" x1="0" y1="${y0}" x2="0" y2="${y1}">${stops(...list)}</linearGradient>`;
const round = (id, cx, cy, r, ...list) => `<radialGradient id="${id}" gradientUnits="userSpaceOnUse" cx="${cx}" cy="${cy}" r="${r}">${stops(...list)}</radialGradient>`;
const defs = [
  down('hair', 90, 1280, [0, '#b3a6de'], [0.1, '#c6bcec'], [0.24, '#d9d1f6'], [0.42, '#cfc3f1'], [0.62, '#cdb5e8'], [0.82, '#e3abcf'], [1, '#ffb4b4']),
  down('hair-shade', 90, 1280, [0, '#8a7bc6'], [0.3, '#9a8bd2'], [0.6, '#9c7fc9'], [0.85, '#bb7bb6'], [1, '#e08aa4']),
  down('hair-far', 90, 1330, [0, '#8475c0'], [0.35, '#8170bd'], [0.6, '#8b71bd'], [0.82, '#b57bb8'], [1, '#e791a8']),
  round('hair-turn', 560, 340, 430, [0, '#6a55b0', 0], [0.6, '#6a55b0', 0], [0.76, '#5c46a6', 0.36], [0.86, '#5c46a6', 0.24], [1, '#6a55b0', 0]),
  down('rim-fade', 330, 520, [0, '#ffe0f2', 0], [1, '#ffe0f2']),
  round('hair-lit', 500, 190, 250, [0, '#fff4ff', 0.55], [0.5, '#ffeaff', 0.2], [1, '#ffeaff', 0]),
  down('hair-inner', 560, 1020, [0, '#7a4d9c'], [0.4, '#c9649f'], [0.75, '#ff8f9c'], [1, '#ffb9a8']),
  down('hair-dark', 300, 1250, [0, '#5a4a93'], [0.5, '#5b4790'], [1, '#8b5c9c']),
];

// ---------------------------------------------------------------- hair locks
/** A lock: a spine of [x, y, width]; the sides are offset from it and meet in the tip. */
function lock(spine, n = 26) {
  const p = resample(spine, n);
  const nn = normals(p);
  const left = p.map((q, i) => [q[0] + nn[i][0] * q[2] / 2, q[1] + nn[i][1] * q[2] / 2]); // image right of a falling spine is `right`
  const right = p.map((q, i) => [q[0] - nn[i][0] * q[2] / 2, q[1] - nn[i][1] * q[2] / 2]);
  return { spine: p, left, right, d: shape(left, [...right].reverse()) };
}
/** The curve inside a lock at fraction f(t) from left to right, from t0 to t1. */
function inside(l, f, t0, t1, n = 12) {
  return Array.from({ length: n }, (_, i) => {
    const t = lerp(t0, t1, i / (n - 1));
    return mix(at(l.left, t), at(l.right, t), typeof f === 'function' ? f(t) : f);
  });
}
/** Paints a lock: base, shaded side, strands, outline. `shade` > 0 shades that part of the right side, < 0 of the left side. */
function paintLock(l, { base = 'url(#hair)', tone = 'url(#hair-shade)', shade = 0.34, from = 0.12, strands = 3, ink = INK.hair, width = 3.8, how = press.hair, cast, gloss, light = true, glow = '#f6f1ff', toneOpacity = 0.75 } = {}) {
  const out = [];
  if (cast) out.push(clipped(cast, fill(l.d, tone, 'transform="translate(9 13)" opacity="0.65"')));
  out.push(fill(l.d, base));
  const k = Math.abs(shade);
  if (k) {
    const edge = (t) => { const w = k * smooth(from, from + 0.35, t) * lerp(1, 1.25, smooth(0.6, 1, t)); return shade > 0 ? 1 - w : w; };
    const rim = shade > 0 ? 1 : 0;
    out.push(fill(shape(inside(l, edge, from, 1, 18), inside(l, rim, 1, from, 18)), tone, `opacity="${toneOpacity}"`));
    const thin = (t) => { const w = 0.42 * k * smooth(from + 0.1, from + 0.5, t); return shade > 0 ? 1 - w : w; };
    out.push(fill(shape(inside(l, thin, from + 0.1, 1, 14), inside(l, rim, 1, from + 0.1, 14)), tone, 'opacity="0.55"'));
  }
  if (light) {
    const f = shade > 0 ? 0.16 : 0.84;
    out.push(line(inside(l, f, 0.25, 0.9), 5, glow, press.both, 'opacity="0.55"'));
  }
  for (let i = 0; i < strands; i += 1) {
    const f0 = (i + 0.6 + random() * 0.5) / (strands + 0.6);
    const t0 = 0.1 + random() * 0.3;
    const t1 = 0.62 + random() * 0.32;
    const drift = (random() - 0.5) * 0.16;
    out.push(line(inside(l, (t) => clamp01(f0 + drift * t), t0, t1), 1.6 + random() * 1.2, tone === 'url(#hair-shade)' ? '#7d6cbc' : ink, press.both, 'opacity="0.7"'));
  }
  if (gloss) out.push(glossOn(l, gloss));
  out.push(line(l.left, width, ink, how), line(l.right, width, ink, how));
  return out;
}
/** A gloss band across a lock where it meets the ring: spindles of light side by side. */
function glossOn(l, { ring, teeth = 4, reach = 0.07, opacity = 0.66 }) {
  let t = 0;
  for (let i = 0; i < 200; i += 1) { const p = at(l.spine, i / 200); if (p[1] >= ring(p[0])) { t = i / 200; break; } }
  const spot = (f, dt) => mix(at(l.left, t + dt), at(l.right, t + dt), f);
  const [f0, f1] = [0.07 + random() * 0.06, 0.86 + random() * 0.06];
  const bow = (f) => reach * 0.5 * ((2 * f - 1) ** 2 - 0.6);
  const top = [];
  const bottom = [];
  for (let i = 0; i <= teeth * 2; i += 1) {
    const f = lerp(f0, f1, i / (teeth * 2));
    const end = i === 0 || i === teeth * 2;
    top.push(spot(f, bow(f) - (end ? 0 : reach * (i % 2 ? 0.3 + random() * 0.75 : 0.12))));
    bottom.push(spot(f, bow(f) + (end ? 0 : reach * (i % 2 ? 0.6 + random() * 1.2 : 0.16))));
  }
  const jag = (p) => p.map(([x, y]) => `L${n1(x)} ${n1(y)}`).join('');
  return fill(`M${n1(top[0][0])} ${n1(top[0][1])}${jag(top.slice(1))}${jag(bottom.reverse())}Z`, '#ffffff', `opacity="${opacity}" stroke="#fff" stroke-width="1.5" stroke-linejoin="round"`);
}

// ---------------------------------------------------------------- the face, in numbers that the landmarks share
const jawLeft = [[382, 400], [376, 470], [379, 540], [389, 600], [412, 652], [456, 704], [518, 749], [568, 775], [600, 781]];
const faceSide = flip(jawLeft); // image right, from the temple down to the chin
const foreheadRight = [[600, 270], [668, 277], [738, 302], [790, 348], [818, 400]]; // under the hair

/** Eyes: u runs from the nose outwards, v down, from the eye's centre. */
const EYE = {
  x: 115, y: 546,
  upper: [[-62, 18], [-55, -12], [-36, -40], [-7, -54], [26, -52], [52, -33], [69, 2]],
  lower: [[-62, 18], [-49, 41], [-25, 55], [6, 59], [34, 51], [55, 32], [69, 2]],
  iris: { u: 1, v: 1, rx: 50, ry: 63 },
};
const eyePoint = (side) => ([u, v]) => [MID + side * (EYE.x + u), EYE.y + v];

/** Brows: spine of [x, y, width] on the image right, from the nose outwards. */
const brow = [[651, 431, 4], [662, 426, 8.5], [698, 417.5, 10], [738, 418.5, 7.5], [778, 435, 1.5]];

const NOSE = { y: 643 };
const MOUTH = {
  y: 697,
  line: [[-42, -4.5], [-32, -1.5], [-15, 1], [0, -0.5], [15, 1], [32, -1.5], [42, -4.5]],
  top: [[-42, -4.5], [-28, -6], [-11, -9], [0, -7], [11, -9], [28, -6], [42, -4.5]],
  bottom: [[-42, -4.5], [-31, 4.5], [-16, 11.5], [0, 13.5], [16, 11.5], [31, 4.5], [42, -4.5]],
};
const mouthPoint = ([x, y]) => [MID + x, MOUTH.y + y];

// ---------------------------------------------------------------- head
function drawEye(side) {
  const id = side > 0 ? 'left' : 'right'; // the subject's
  const p = eyePoint(side);
  const upper = EYE.upper.map(p);
  const lower = EYE.lower.map(p);
  const c = p([EYE.iris.u, EYE.iris.v]);
  const { rx, ry } = EYE.iris;
  const ell = (dx, dy, kx, ky, paint, more = '') => `<ellipse cx="${n1(c[0] + dx)}" cy="${n1(c[1] + dy)}" rx="${n1(rx * kx)}" ry="${n1(ry * ky)}" fill="${paint}"${more ? ` ${more}` : ''}/>`;
  const clip = `eye-clip-${id}`;
  const iris = `iris-clip-${id}`;
  defs.push(`<clipPath id="${clip}"><path d="${shape(upper, [...lower].reverse())}"/></clipPath>`);
  defs.push(`<clipPath id="${iris}"><ellipse cx="${n1(c[0])}" cy="${n1(c[1])}" rx="${rx}" ry="${ry}"/></clipPath>`);
  const lashIn = EYE.upper;
  const lash = [lashIn.map(p), [[69, 2], [72, 7], [75, 11]].map(p), [[75, 11], [83, 8], [91, -3]].map(p),
    [[91, -3], [86, -3], [80, -4]].map(p), [[80, -4], [86, -10], [89, -20]].map(p), [[89, -20], [81, -16], [71, -15]].map(p),
    [[71, -15], [59, -42], [32, -64], [-6, -69], [-38, -54.5], [-58, -23], [-66, 21]].map(p)];
  const fibres = [];
  for (let i = 0; i < 22; i += 1) {
    const a = Math.PI * (0.06 + (0.88 * i) / 21);
    const r0 = 0.5 + random() * 0.12;
    const r1 = 0.78 + random() * 0.16;
    const q = (r) => [c[0] + Math.cos(a) * rx * r, c[1] + Math.sin(a) * ry * r];
    fibres.push(line([q(r0), mix(q(r0), q(r1), 0.5), q(r1)], 2.4, i % 3 ? '#ffe2b0' : '#fff6df', press.both, 'opacity="0.55"'));
  }
  const arc = (k, a0, a1, n = 14) => Array.from({ length: n }, (_, i) => { const a = lerp(a0, a1, i / (n - 1)); return [c[0] + Math.cos(a) * rx * k, c[1] + Math.sin(a) * ry * k]; });
  const lit = shape(arc(0.84, Math.PI * 0.04, Math.PI * 0.96), [...arc(0.84, Math.PI * 0.04, Math.PI * 0.96)].reverse().map(([x, y]) => [lerp(c[0], x, 0.78), lerp(c[1] + 12, y, 0.42)]));
  return group(`eye-${id}`,
    group(`eye-${id}-white`, clipped(clip,
      fill(shape(upper, [...lower].reverse()), 'url(#sclera)'),
      fill(shape([...EYE.lower].slice(0, 3).map(p), [[-25, 56], [-44, 32], [-53, 14]].map(p)), '#f3b7b5', 'opacity="0.32"'))),
    group(`eye-${id}-iris`, clipped(clip,
      ell(0, 0, 1, 1, 'url(#iris-rim)'),
      ell(0, 1, 0.91, 0.93, 'url(#iris)'),
      `<g clip-path="url(#${iris})">`,
      fill(lit, 'url(#iris-lit)'),
      ...fibres,
      ell(0, 2, 0.5, 0.47, '#2b1040', 'opacity="0.35"'),
      ell(0, 1, 0.39, 0.38, '#220a36'),
      ell(0, -ry * 0.62, 1.1, 0.62, 'url(#iris-top)'),
      ell(0, ry * 0.72, 0.42, 0.13, '#fff3d0', 'opacity="0.55"'),
      '</g>')),
    group(`eye-${id}-lid-shadow`, clipped(clip, fill(shape(upper, [...EYE.upper].reverse().map(([u, v]) => p([u * 0.99 - 2, v + 18 * (1 - ((u - 4) / 76) ** 2)]))), '#5a3f86', 'opacity="0.42"'))),
    group(`eye-${id}-light`, clipped(clip,
      fill(blob([[-34, -30], [-26, -44], [-10, -45], [0, -33], [-3, -17], [-17, -11], [-30, -16]].map(([x, y]) => [c[0] + x, c[1] + y])), '#ffffff'),
      fill(blob([[11, 24], [17, 16], [25, 18], [24, 27], [17, 32]].map(([x, y]) => [c[0] + x, c[1] + y])), '#fff6ff', 'opacity="0.95"'),
      ell(8, -36, 0.07, 0.055, '#ffffff', 'opacity="0.9"'),
      fill(shape(arc(0.9, -0.5, 0.55, 8), arc(0.78, 0.55, -0.5, 8)), '#ffd9f2', 'opacity="0.35"'))),
    group(`eye-${id}-lashes`,
      line([[68, 14], [57, 36], [35, 55.5], [6, 63.5], [-22, 60]].map(p), 5, '#7a3a50', press.out),
      line([[58, 33], [65, 38], [70, 45]].map(p), 4, '#7a3a50', press.out),
      line([[44, 48], [50, 54], [53, 61]].map(p), 3.4, '#7a3a50', press.out),
      fill(shape(...lash), 'url(#lash)'),
      line([[-38, -54], [-8, -67], [28, -63.5], [54, -47]].map(p), 3, '#9a5f80', press.both, 'opacity="0.8"'),
      line([[-54, -46], [-36, -69], [-4, -83], [28, -81], [54, -67]].map(p), 3.6, '#a5596a', press.both, 'opacity="0.85"')));
}

const face = shape(flip(foreheadRight).reverse(), foreheadRight, faceSide, jawLeft.slice().reverse());
defs.push(
  `<clipPath id="face-clip"><path d="${face}"/></clipPath>`,
  round('skin', 560, 560, 330, [0, '#fff3ea'], [0.55, '#ffe9dd'], [1, '#ffd9cb']),
  down('brow-shade', 300, 490, [0, '#f0a49f', 0.5], [0.5, '#f5b3aa', 0.28], [1, '#f9c3b8', 0]),
  round('cheek-shade', 590, 560, 250, [0, '#ff9f97', 0], [0.72, '#ff9f97', 0], [1, '#ff8f8f', 0.3]),
  down('neck-skin', 770, 960, [0, '#f4b3aa'], [0.25, '#fbd0c3'], [1, '#ffe3d6']),
  down('sclera', 488, 606, [0, '#dcd8f0'], [0.35, '#f7f5ff'], [1, '#ffffff']),
  down('iris-rim', 485, 610, [0, '#1f0f3d'], [0.5, '#46206d'], [1, '#7a2f74']),
  down('iris', 488, 608, [0, '#3a1c78'], [0.34, '#7a35a8'], [0.58, '#c84f9b'], [0.8, '#ff9068'], [1, '#ffd27a']),
  down('iris-lit', 548, 604, [0, '#ff9a7a', 0], [0.5, '#ffb070', 0.7], [1, '#ffe7a0', 0.95]),
  down('iris-top', 470, 548, [0, '#1a0b38', 0.95], [0.6, '#24104a', 0.6], [1, '#2d145a', 0]),
  `<radialGradient id="blush">${stops([0, '#ff8a8c', 0.5], [0.5, '#ff9a98', 0.27], [1, '#ffa8a4', 0])}</radialGradient>`,
  down('lash', 468, 560, [0, '#4b2440'], [0.3, '#241229'], [0.75, '#2b142c'], [1, '#7a3a50']),
  down('brow', 424, 452, [0, '#5b4380'], [1, '#8a6a9c']),
);

function drawFace() {
  const m = (list) => list.map(mouthPoint);
  const blush = (x) => [
    `<ellipse cx="${x}" cy="640" rx="72" ry="44" fill="url(#blush)"/>`,
    ...[-22, -4, 14].map((dx) => line([[x + dx + 7, 630], [x + dx, 640], [x + dx - 6, 651]], 3, '#ee7f86', press.both, 'opacity="0.45"')),
  ];
  const browPart = (side) => {
    const spine = side > 0 ? brow : flip(brow);
    const l = lock(spine, 16);
    return group(`brow-${side > 0 ? 'left' : 'right'}`, fill(blob([...l.left, ...[...l.right].reverse()]), 'url(#brow)'));
  };
  return [
    group('face', fill(face, 'url(#skin)'),
      clipped('face-clip',
        // the far cheek and the underside of the jaw turn from the light
        fill(shape([[824, 440], [805, 560], [783, 640], [738, 702], [674, 745], [614, 776]], [[614, 776], [690, 772], [830, 720], [840, 440]]), SKIN.shade, 'opacity="0.55"'),
        fill(shape([[378, 560], [398, 648], [446, 706], [520, 754]], [[520, 754], [420, 730], [360, 560]]), SKIN.shade, 'opacity="0.35"')),
      clipped('face-clip', `<rect x="340" y="260" width="520" height="240" fill="url(#brow-shade)"/>`, `<rect x="340" y="250" width="520" height="550" fill="url(#cheek-shade)"/>`),
      // contour: heavy at the cheeks, nearly lifted at the chin
      line([[379, 548], ...jawLeft.slice(3, 8), [592, 779]], 5, INK.skin, (t) => smooth(0, 0.25, t) * lerp(1, 0.45, smooth(0.55, 1, t)) * smooth(1, 0.9, t)),
      line(flip([[379, 548], ...jawLeft.slice(3, 8), [588, 779]]), 5.4, INK.skin, (t) => smooth(0, 0.25, t) * lerp(1, 0.5, smooth(0.55, 1, t)) * smooth(1, 0.9, t))),
    group('blush', clipped('face-clip', blush(462), blush(738))),
    group('nose',
      fill(shape([[603, 628], [613, 640], [611, 650], [598, 653]], [[598, 653], [606, 645], [603, 628]]), SKIN.shade),
      line([[594, 651], [600, 654.5], [607, 651]], 3.4, '#b9626a', press.both),
      `<ellipse cx="597" cy="637" rx="4" ry="6" fill="#fffaf4" opacity="0.9"/>`),
    group('mouth',
      fill(shape(m(MOUTH.top), m(MOUTH.line).reverse()), '#ee8f8e', 'opacity="0.45"'),
      fill(shape(m(MOUTH.line), m(MOUTH.bottom).reverse()), 'url(#lip)', ''),
      `<ellipse cx="594" cy="704" rx="11" ry="2.6" fill="#fff6f2" opacity="0.85"/>`,
      line(m(MOUTH.line), 3.6, '#8c3442', (t) => 0.55 + 0.45 * Math.abs(2 * t - 1) ** 2 * smooth(0, 0.06, t) * smooth(1, 0.94, t)),
      line([[554, 690], [558, 693], [564, 695]], 3, '#a04b55', press.both), line([[646, 690], [642, 693], [636, 695]], 3, '#a04b55', press.both),
      line([[582, 717], [600, 720], [618, 717]], 3, '#dc8f8c', press.both, 'opacity="0.8"')),
    drawEye(-1), drawEye(1),
    group('brows', browPart(-1), browPart(1)),
  ];
}
defs.push(down('lip', 690, 712, [0, '#ef9490', 0.7], [1, '#f6aaa2', 0.35]));

// ---------------------------------------------------------------- hair
const ring = (x) => 222 + ((x - 600) / 300) ** 2 * 120; // where the gloss lies
const gloss = { ring, reach: 0.07 };

const CROWN = [622, 112]; // the hair parts here, right of the middle
/** A fringe lock from the crown; the last points are [x, y, width]. */
const hang = (...rest) => lock([[CROWN[0], CROWN[1] + 14, 8], ...rest]);
const fringe = {
  farLeft: hang([500, 170, 80], [404, 290, 100], [364, 410, 72], [360, 500, 46], [374, 566, 20], [394, 606, 0]),
  farRight: hang([724, 170, 80], [804, 290, 98], [838, 400, 74], [842, 500, 46], [828, 566, 20], [806, 612, 0]),
  outLeft: hang([516, 176, 84], [436, 266, 96], [398, 340, 72], [388, 392, 38], [402, 438, 0]),
  outRight: hang([716, 180, 80], [776, 266, 92], [806, 340, 70], [811, 394, 36], [798, 444, 0]),
  left: hang([548, 176, 76], [482, 258, 92], [444, 324, 62], [436, 364, 28], [446, 398, 0]),
  right: hang([684, 180, 80], [734, 262, 100], [758, 326, 72], [752, 368, 32], [728, 402, 0]),
  rightThin: hang([668, 190, 30], [706, 274, 44], [718, 334, 32], [712, 368, 16], [698, 394, 0]),
  midLeftThin: hang([570, 186, 40], [516, 274, 54], [488, 334, 36], [484, 368, 16], [492, 394, 0]),
  midLeft: hang([576, 178, 80], [532, 260, 104], [513, 328, 80], [522, 368, 38], [546, 404, 0]),
  under: hang([626, 180, 70], [634, 254, 90], [640, 322, 40], [652, 360, 16], [668, 388, 0]),
  midRight: hang([652, 180, 64], [680, 258, 76], [690, 320, 56], [682, 362, 28], [660, 402, 0]),
  centreThin: hang([612, 190, 44], [608, 274, 56], [616, 338, 36], [628, 374, 16], [646, 402, 0]),
  centre: hang([604, 180, 66], [582, 266, 86], [572, 340, 62], [580, 396, 30], [606, 452, 0]),
};
const sideLocks = {
  left: lock([[606, 126, 10], [484, 184, 74], [374, 310, 108], [338, 470, 88], [336, 620, 78], [356, 760, 80], [352, 880, 76], [326, 990, 58], [330, 1080, 30], [356, 1150, 0]], 40),
  leftThin: lock([[410, 300, 20], [358, 440, 44], [354, 600, 36], [382, 720, 34], [404, 830, 28], [400, 930, 18], [380, 1010, 0]], 34),
  leftFlick: lock([[350, 420, 30], [316, 560, 46], [300, 690, 44], [282, 800, 30], [240, 880, 0]], 24),
  right: lock([[636, 126, 10], [728, 184, 74], [832, 310, 108], [864, 470, 88], [866, 620, 78], [846, 760, 82], [852, 880, 78], [880, 1000, 58], [874, 1090, 30], [842, 1166, 0]], 40),
  rightThin: lock([[790, 300, 20], [842, 440, 44], [848, 600, 36], [822, 720, 34], [796, 830, 28], [798, 940, 18], [822, 1024, 0]], 34),
  rightFlick: lock([[850, 420, 30], [886, 560, 46], [904, 680, 44], [924, 780, 30], [968, 852, 0]], 24),
};
/** Thin locks that cross the side locks, and hairs that stray from the outline. */
const crossing = [
  lock([[352, 540, 0], [334, 640, 12], [322, 700, 18], [318, 800, 20], [346, 920, 14], [344, 1000, 0]], 24),
  lock([[880, 620, 0], [876, 710, 12], [866, 790, 18], [826, 900, 20], [804, 1010, 10], [816, 1084, 0]], 24),
];
const strays = [
  [[400, 190], [346, 236], [302, 300], [276, 380]], [[330, 290], [270, 390], [232, 500], [214, 600]], [[226, 620], [170, 780], [110, 900], [66, 1000]], [[130, 960], [92, 1060], [96, 1150], [126, 1230]],
  [[800, 190], [868, 260], [920, 350], [944, 440]], [[960, 520], [992, 640], [1026, 760], [1080, 860]], [[1086, 900], [1130, 1000], [1136, 1090], [1116, 1150]],
];
const backLocks = [
  lock([[310, 420, 40], [236, 600, 64], [206, 760, 60], [150, 900, 62], [96, 1020, 46], [84, 1120, 24], [112, 1196, 0]], 36),
  lock([[890, 420, 40], [966, 600, 64], [996, 750, 60], [1050, 880, 62], [1106, 1000, 46], [1118, 1096, 24], [1094, 1172, 0]], 36),
  lock([[470, 200, 60], [366, 340, 130], [290, 520, 150], [264, 690, 150], [232, 850, 150], [178, 1000, 130], [164, 1130, 84], [196, 1240, 40], [256, 1312, 0]], 48),
  lock([[740, 200, 60], [838, 340, 130], [912, 520, 150], [938, 690, 150], [970, 840, 150], [1028, 990, 130], [1044, 1120, 84], [1016, 1230, 40], [962, 1306, 0]], 48),
  lock([[270, 640, 30], [232, 800, 56], [176, 950, 56], [120, 1060, 38], [118, 1160, 18], [146, 1222, 0]], 30),
  lock([[930, 640, 30], [972, 790, 56], [1028, 930, 56], [1086, 1040, 38], [1090, 1136, 18], [1066, 1200, 0]], 30),
  lock([[440, 320, 100], [330, 540, 150], [302, 740, 156], [272, 920, 146], [226, 1080, 104], [214, 1200, 56], [240, 1290, 24], [292, 1350, 0]], 42),
  lock([[760, 320, 100], [872, 540, 150], [902, 740, 156], [934, 910, 146], [982, 1070, 104], [996, 1190, 56], [972, 1290, 24], [922, 1356, 0]], 42),
  lock([[360, 640, 40], [318, 820, 80], [262, 980, 74], [204, 1110, 46], [190, 1210, 22], [212, 1290, 0]], 30),
  lock([[840, 640, 40], [888, 820, 80], [944, 970, 74], [1004, 1100, 46], [1020, 1200, 22], [1000, 1276, 0]], 30),
  lock([[480, 360, 120], [392, 600, 170], [350, 820, 170], [310, 1040, 130], [300, 1200, 80], [340, 1340, 0]], 34),
  lock([[720, 360, 120], [808, 600, 170], [852, 820, 170], [896, 1040, 130], [904, 1200, 80], [860, 1344, 0]], 34),
];
/** The hair's inner colour, seen between the face and the side locks. */
const innerLocks = [
  lock([[470, 560, 60], [420, 700, 120], [420, 840, 120], [452, 960, 60], [500, 1020, 0]], 26),
  lock([[730, 560, 60], [780, 700, 120], [780, 840, 120], [748, 960, 60], [700, 1020, 0]], 26),
  lock([[520, 600, 60], [486, 720, 80], [490, 840, 76], [520, 940, 40], [556, 990, 0]], 24),
  lock([[680, 600, 60], [714, 720, 80], [710, 840, 76], [680, 940, 40], [644, 990, 0]], 24),
  lock([[400, 600, 30], [382, 720, 50], [384, 850, 46], [412, 960, 0]], 24),
  lock([[800, 600, 30], [818, 720, 50], [816, 850, 46], [788, 960, 0]], 24),
];
const dome = [[306, 560], [300, 470], [312, 366], [350, 254], [418, 164], [508, 106], [602, 88], [696, 104], [784, 160], [852, 252], [892, 366], [902, 470], [896, 560]];

function drawBackHair() {
  const mass = shape(dome, [[896, 560], [900, 760], [860, 960], [600, 1040], [340, 960], [300, 760], [306, 560]]);
  return group('hair-back',
    strays.map((p) => line(p, 4, '#6f5cae', press.both)),
    fill(mass, 'url(#hair-dark)'),
    backLocks.map((l, i) => paintLock(l, { base: 'url(#hair-far)', tone: 'url(#hair-dark)', shade: i % 2 ? 0.42 : -0.4, from: 0.08, strands: l.spine.length > 30 ? 6 : 2, width: 4.4, glow: i % 2 ? '#a58fd6' : '#bba9e8', toneOpacity: i % 2 ? 0.8 : 0.6 })),
    rim('rim-back', backLocks.map((l) => l.d).join(''), -9, 3, '#ffc9e6', 0.75),
    fill(shape([[470, 600], [420, 760], [430, 960], [600, 1010]], [[600, 1010], [770, 960], [780, 760], [730, 600]]), 'url(#hair-dark)'),
    innerLocks.map((l, i) => paintLock(l, { base: 'url(#hair-inner)', tone: 'url(#hair-dark)', shade: i % 2 ? 0.5 : -0.5, from: 0, strands: 3, width: 3.6, light: false, toneOpacity: 0.55, ink: '#4a2a63' })),
    fill(shape([[460, 600], [440, 700], [520, 790], [600, 810]], [[600, 810], [680, 790], [760, 700], [740, 600]]), '#3c2868', 'opacity="0.55"'));
}
/** Light from behind along the right of an outline: the outline less its shifted copy. */
function rim(id, d, dx, dy, colour, opacity) {
  defs.push(`<mask id="${id}" maskUnits="userSpaceOnUse" x="0" y="0" width="${W}" height="${H}"><path d="${d}" fill="#fff"/><path d="${d}" fill="#000" transform="translate(${dx} ${dy})"/></mask>`);
  return `<path d="${d}" fill="${colour}" opacity="${opacity}" mask="url(#${id})"/>`;
}
function drawFrontHair() {
  const cap = shape(dome.slice(3, 10), [[852, 252], [800, 300], [700, 290], [600, 280], [500, 290], [410, 300], [350, 254]]);
  const clipShapes = [cap, sideLocks.left.d, sideLocks.right.d];
  defs.push(`<clipPath id="side-clip"><path d="${sideLocks.left.d}"/><path d="${sideLocks.right.d}"/></clipPath>`);
  // every lock drops a shadow on the hair painted before it
  defs.push(`<clipPath id="hair-clip">${clipShapes.map((d) => `<path d="${d}"/>`).join('')}${Object.values(fringe).map((l) => `<path d="${l.d}"/>`).join('')}</clipPath>`);
  return [
    group('hair-side',
      paintLock(sideLocks.leftFlick, { shade: -0.4, strands: 2 }), paintLock(sideLocks.rightFlick, { shade: 0.5, strands: 2 }),
      paintLock(sideLocks.left, { shade: 0.4, strands: 6, from: 0.06, how: press.side, width: 4.6 }),
      paintLock(sideLocks.leftThin, { shade: 0.4, strands: 2, width: 3.4 }),
      paintLock(sideLocks.right, { shade: 0.52, strands: 6, from: 0.06, how: press.side, width: 4.6 }),
      rim('rim-side', sideLocks.right.d, -7, 2, 'url(#rim-fade)', 0.8),
      paintLock(sideLocks.rightThin, { shade: 0.5, strands: 2, width: 3.4 }),
      crossing.map((l, i) => paintLock(l, { shade: i ? 0.5 : 0.4, strands: 0, width: 2.8, light: false, cast: 'side-clip' }))),
    group('hair-front',
      fill(cap, 'url(#hair)'),
      fill(shape([[700, 104], [784, 160], [852, 252]], [[852, 252], [820, 240], [770, 180], [700, 104]]), 'url(#hair-shade)', 'opacity="0.6"'),
      line(dome.slice(3, 8), 5, INK.hair, press.both), line(dome.slice(5, 10), 5.4, INK.hair, press.both),
      Object.entries(fringe).map(([name, l]) => {
        const right = /right/i.test(name);
        const thin = /Thin/.test(name);
        const painted = paintLock(l, { shade: right ? 0.46 : 0.34, from: 0.3, gloss: thin ? undefined : gloss, strands: thin ? 1 : 3, how: press.fringe, cast: 'hair-clip', width: thin ? 2.8 : 3.4, light: !thin && name !== 'under' });
        return painted;
      }),
      // strands that run from the crown
      [[[618, 118], [560, 150], [470, 220], [416, 296]], [[616, 122], [566, 180], [534, 240]], [[624, 120], [640, 190], [650, 250]], [[628, 118], [700, 160], [770, 230], [806, 296]], [[612, 116], [520, 134], [430, 196], [376, 280]], [[632, 116], [730, 140], [800, 200], [850, 290]]].map((p) => line(p, 2.6, '#6f5fae', press.out, 'opacity="0.75"'))),
    group('hair-light', clipped('hair-clip', `<rect width="${W}" height="${H}" fill="url(#hair-turn)"/>`, `<rect width="${W}" height="${H}" fill="url(#hair-lit)"/>`)),
    group('ahoge', paintLock(lock([[606, 128, 8], [618, 74, 18], [660, 36, 16], [712, 44, 9], [738, 72, 0]], 20), { shade: 0.4, strands: 0, width: 3.6 }),
      paintLock(lock([[600, 130, 6], [590, 84, 13], [560, 54, 10], [524, 56, 0]], 16), { shade: -0.4, strands: 0, width: 3.2 })),
  ];
}
function drawAccessories() {
  return group('accessories',
    golden('moon-clip', moon(30), 'translate(404 342) rotate(28)', line([[-8, -22], [-21, -8], [-22, 8], [-12, 20]], 5, '#fffdf0')),
    golden('star-clip', star(16), 'translate(434 296) rotate(12)', line([[-5, 3], [-2, -5], [1, -9]], 4, '#fffdf0')),
    bow('hair-bow', 'translate(850 222) rotate(-40) scale(0.86)', [[[-6, 10], [-42, 80], [-72, 180]], [[8, 10], [6, 84], [-14, 206]]]));
}
function drawFringeShadow() {
  const d = [...Object.values(fringe), sideLocks.left, sideLocks.right].map((l) => l.d).join('');
  return group('fringe-shadow', clipped('face-clip',
    fill(d, SKIN.shade, 'transform="translate(8 24)" opacity="0.95"'),
    fill(shape([[380, 380], [440, 300], [600, 270], [760, 300], [820, 380]], [[820, 380], [700, 352], [600, 346], [500, 352], [380, 380]]), SKIN.deep, 'opacity="0.5"')));
}

// ---------------------------------------------------------------- accessories
defs.push(
  down('bow', -62, 40, [0, '#ff9d8f'], [0.5, '#f9707a'], [1, '#dd4a6c']),
  down('tail', 0, 150, [0, '#e85a70'], [1, '#ff8d86']),
  `<linearGradient id="gold" x1="0" y1="0" x2="1" y2="1">${stops([0, '#fff6c8'], [0.45, '#f7cb6a'], [1, '#cf8238'])}</linearGradient>`,
);
/** A ribbon bow about the origin, placed by `transform`. */
function bow(id, transform, tails = [[[-8, 10], [-30, 70], [-52, 150]], [[8, 10], [26, 76], [40, 160]]]) {
  const dark = '#b52f58';
  const ink = INK.coral;
  const tail = ([a, b, c], w0, w1) => {
    const l = lock([[...a, w0], [...b, lerp(w0, w1, 0.7)], [...c, w1]], 12);
    const end = [l.left.at(-1), l.spine.at(-1), l.right.at(-1)];
    const notch = [end[1][0] - (c[0] - b[0]) * 0.2, end[1][1] - (c[1] - b[1]) * 0.2];
    const tip = (q) => [q[0] + (c[0] - b[0]) * 0.06, q[1] + (c[1] - b[1]) * 0.06];
    const d = `${open(l.left)}L${tip(end[0]).map(n1).join(' ')}L${notch.map(n1).join(' ')}L${tip(end[2]).map(n1).join(' ')}${curveTo([tip(end[2]), ...[...l.right].reverse()])}Z`;
    return [fill(d, 'url(#tail)'), fill(shape(inside(l, 0.6, 0, 0.82), inside(l, 1, 0.9, 0)), dark, 'opacity="0.4"'),
      line(inside(l, 0.35, 0.05, 0.7), 2.6, dark, press.out, 'opacity="0.8"'),
      `<path d="${d}" fill="none" stroke="${ink}" stroke-width="3.6" stroke-linejoin="round"/>`];
  };
  const loop = (s) => {
    const q = (list) => list.map(([x, y]) => [x * s, y]);
    const edge = [[6, -11], [32, -36], [74, -58], [112, -62], [126, -50]];
    const end = [[126, -50], [124, -16], [122, 12], [108, 36]];
    const under = [[108, 36], [74, 38], [36, 22], [6, 11]];
    const mouth = [[126, -50], [116, -26], [108, 4], [108, 36]];
    return [
      fill(shape(q(edge), q(end), q(under)), 'url(#bow)'),
      fill(shape(q([[6, 2], [40, 4], [74, 0], [98, -8]]), q([[98, -8], [106, 14], [108, 36]]), q(under)), dark, `opacity="${s > 0 ? 0.6 : 0.45}"`),
      fill(shape(q([[10, -8], [44, -24], [74, -30]]), q([[74, -30], [48, -16], [10, -8]])), dark, 'opacity="0.5"'),
      fill(shape(q(end), q([...mouth].reverse())), '#9c2450'),
            fill(shape(q([[32, -32], [56, -48], [88, -56]]), q([[88, -56], [62, -42], [32, -32]])), '#ffe0d4', 'opacity="0.95"'),
      line(q([[10, -3], [42, -8], [66, -8]]), 4, dark, press.out), line(q([[10, 5], [34, 12], [56, 22]]), 3.6, dark, press.out), line(q([[12, -12], [32, -30], [50, -40]]), 3, dark, press.out),
      line(q([edge, end.slice(1)].flat()), 4.6, ink, press.firm), line(q(under), 5, ink, press.firm), line(q(mouth), 3.4, ink, press.firm),
    ];
  };
  const knot = [[-15, -17], [0, -20], [15, -17], [18, 0], [14, 17], [0, 20], [-14, 17], [-18, 0]];
  return `<g id="${id}" transform="${transform}">${[tails.map((t) => tail(t, 16, 40)), loop(-1), loop(1),
    fill(blob(knot), 'url(#bow)'), fill(shape([[-17, 4], [0, 8], [17, 2]], [[17, 2], [14, 17], [0, 20], [-14, 17], [-17, 4]]), dark, 'opacity="0.5"'),
    line([[-5, -16], [-7, 0], [-4, 14]], 2.6, dark, press.both), line([[6, -15], [8, -2], [6, 10]], 2.2, dark, press.both),
    `<path d="${blob(knot)}" fill="none" stroke="${ink}" stroke-width="4"/>`].flat(9).join('\n')}</g>`;
}
const moon = (r) => `M${n1(r * 0.55)} ${n1(-r * 0.84)}A${r} ${r} 0 1 0 ${n1(r * 0.55)} ${n1(r * 0.84)}A${n1(r * 0.82)} ${n1(r * 0.82)} 0 1 1 ${n1(r * 0.55)} ${n1(-r * 0.84)}Z`;
const star = (r, k = 0.44, n = 5) => `M${Array.from({ length: n * 2 }, (_, i) => { const a = (Math.PI * i) / n - Math.PI / 2; const q = i % 2 ? r * k : r; return `${n1(q * Math.cos(a))} ${n1(q * Math.sin(a))}`; }).join('L')}Z`;
function golden(id, d, transform, shine = '') {
  return `<g id="${id}" transform="${transform}"><path d="${d}" fill="${INK.hair}" opacity="0.35" transform="translate(4 6)"/><path d="${d}" fill="url(#gold)" stroke="#7a4524" stroke-width="3" stroke-linejoin="round"/>${shine}</g>`;
}

// ---------------------------------------------------------------- body and clothes
defs.push(
  down('jacket', 860, 1400, [0, '#474a86'], [0.5, '#363869'], [1, '#2a2b55']),
  down('blouse', 870, 1400, [0, '#ffffff'], [1, '#e9e6f6']),
  down('coral', 900, 1180, [0, '#ff8f86'], [1, '#e8586e']),
);
function drawBody() {
  const neck = shape([[540, 716], [543, 790], [536, 842], [500, 876], [440, 902]], [[440, 902], [520, 980], [600, 1010], [680, 980], [760, 902]], [[760, 902], [700, 876], [664, 842], [657, 790], [660, 716]]);
  defs.push(`<clipPath id="neck-clip"><path d="${neck}"/></clipPath>`);
  const blouse = shape([[516, 862], [548, 920], [600, 968]], [[600, 968], [652, 920], [684, 862]], [[684, 862], [752, 900], [740, 1100], [730, 1410]], [[730, 1410], [600, 1420], [470, 1410]], [[470, 1410], [460, 1100], [448, 900], [516, 862]]);
  const tint = '#b9b4de';
  const half = (side) => {
    const q = (list) => (side < 0 ? list : flip(list));
    const lit = side < 0; // the light comes from this side
    const edge = [[480, 1110], [502, 1210], [512, 1300], [522, 1450]];
    const arm = [[452, 884], [404, 914], [336, 944], [282, 986], [250, 1056], [232, 1180], [222, 1300], [214, 1410]];
    const hoodOut = [[506, 830], [446, 854], [392, 904], [376, 978], [402, 1060], [482, 1170]];
    const hoodIn = [[482, 1170], [492, 1076], [484, 990], [492, 920], [530, 862]];
    const hoodRoll = [[506, 830], [474, 880], [456, 950], [462, 1050], [482, 1170]];
    const jacket = shape(q(arm), q([[214, 1410], [214, 1450]]), q([...edge].reverse()), q([[480, 1110], [452, 884]]));
    return [
      fill(jacket, 'url(#jacket)'),
      // body and sleeve in shade
      fill(shape(q([[352, 1110], [326, 1210], [322, 1300], [334, 1410]]), q([[334, 1410], [404, 1410]]), q([[404, 1410], [372, 1310], [360, 1210], [352, 1110]])), INK.cloth, 'opacity="0.6"'),
      fill(shape(q([[376, 980], [396, 1080], [470, 1190], [508, 1260]]), q([[508, 1260], [426, 1190], [366, 1096], [376, 980]])), INK.cloth, 'opacity="0.6"'),
      lit ? null : fill(shape(q([[262, 1040], [238, 1180], [228, 1300], [220, 1410]]), q([[220, 1410], [262, 1410]]), q([[262, 1410], [256, 1260], [268, 1140], [262, 1040]])), INK.cloth, 'opacity="0.35"'),
      // folds
      [[[350, 1106], [320, 1130], [292, 1170]], [[340, 1150], [312, 1190], [296, 1240]], [[350, 1110], [380, 1150], [418, 1172]], [[404, 1410], [420, 1350], [456, 1300]]].map((p) => line(q(p), 9, INK.cloth, press.out, 'opacity="0.75"')),
      fill(shape(q([[326, 1216], [300, 1290], [286, 1410]]), q([[286, 1410], [330, 1410]]), q([[330, 1410], [318, 1310], [326, 1216]])), INK.cloth, 'opacity="0.5"'),
      fill(shape(q([[300, 996], [282, 1030], [270, 1090]]), q([[270, 1090], [292, 1050], [318, 1010], [300, 996]])), '#7d83c9', `opacity="${lit ? 0.55 : 0.25}"`),
      line(q([[352, 1100], [326, 1210], [322, 1300], [334, 1410]]), 5, INK.cloth, press.firm),
      // piping on the sleeve
      line(q([[322, 962], [290, 1020], [266, 1120], [256, 1260], [250, 1450]]), 15, '#f3f0ff', press.full), line(q([[340, 960], [308, 1020], [284, 1120], [274, 1260], [268, 1450]]), 5, '#f7c873', press.full),
      fill(shape(q([[283, 1060], [262, 1180], [250, 1410]]), q([[250, 1410], [260, 1410]]), q([[260, 1410], [268, 1180], [283, 1060]])), '#8a86c0', 'opacity="0.55"'),
      line(q(arm), 6, INK.cloth, press.firm),
      // the front edge, with a zip
      line(q(edge), 13, '#20204a', press.full), line(q(edge.map(([x, y]) => [x + 2, y])), 4, '#f7c873', press.full),
      // hood, rolled outwards, lining in front
      fill(shape(q(hoodOut), q(hoodIn), q([[530, 862], [518, 846], [506, 830]])), 'url(#jacket)'),
      fill(shape(q([[446, 854], [396, 906], [384, 980], [410, 1058], [482, 1170]]), q([[482, 1170], [424, 1060], [404, 980], [416, 914], [446, 854]])), '#7d83c9', `opacity="${lit ? 0.6 : 0.2}"`),
      fill(shape(q([[470, 884], [440, 960], [446, 1060], [482, 1170]]), q([[482, 1170], [462, 1050], [456, 950], [470, 884]])), INK.cloth, 'opacity="0.6"'),
      [[[404, 930], [424, 960], [432, 1000]], [[398, 1010], [424, 1040], [438, 1080]]].map((p) => line(q(p), 6, INK.cloth, press.out, 'opacity="0.8"')),
      fill(shape(q(hoodRoll), q(hoodIn), q([[530, 862], [506, 830]])), 'url(#coral)'),
      fill(shape(q([[530, 862], [492, 920], [484, 990], [492, 1076], [482, 1170]]), q([[482, 1170], [474, 1060], [470, 970], [484, 900], [530, 862]])), '#b52f58', `opacity="${lit ? 0.35 : 0.6}"`),
      line(q(hoodRoll), 4.4, INK.cloth, press.firm), line(q(hoodOut), 6, INK.cloth, press.firm), line(q(hoodIn), 4.4, INK.coral, press.firm),
      // drawstring
      `<circle cx="${q([[466, 1060]])[0][0]}" cy="1060" r="8" fill="url(#gold)" stroke="#7a4524" stroke-width="2.5"/>`,
      line(q([[466, 1060], [452, 1120], [458, 1190], [450, 1250]]), 10, '#8f8bc4', press.full), line(q([[466, 1060], [452, 1120], [458, 1190], [450, 1250]]), 6, '#f6f3ff', press.full),
      line(q([[450, 1246], [448, 1262], [447, 1284]]), 13, '#7a4524', press.full), line(q([[450, 1248], [448, 1262], [447, 1281]]), 9, 'url(#gold)', press.full),
      lit ? null : rim('rim-arm', shape(q(arm.slice(2)), q([[214, 1410], [400, 1410]]), q([[400, 1410], [400, 944], [336, 944]])), -6, 0, '#b9a8ff', 0.8),
    ];
  };
  const collar = (side) => {
    const q = (list) => (side < 0 ? list : flip(list));
    const wing = [q([[530, 842], [500, 874], [486, 940], [512, 1048]]), q([[512, 1048], [562, 1004], [604, 948]]), q([[604, 948], [562, 904], [530, 842]])];
    return [
      fill(shape(...wing), tint, `transform="translate(${side < 0 ? 4 : -2} 12)" opacity="0.8"`),
      fill(shape(...wing), 'url(#blouse)'),
      fill(shape(q([[530, 842], [546, 896], [580, 936], [604, 948]]), q([[604, 948], [562, 904], [530, 842]])), tint, 'opacity="0.8"'),
      side > 0 ? fill(shape(q([[500, 874], [486, 940], [512, 1048]]), q([[512, 1048], [504, 940], [500, 874]])), tint, 'opacity="0.7"') : null,
      line(q([[514, 882], [503, 940], [520, 1024], [560, 988], [592, 944]]), 3.6, '#6f78c8', press.firm), line(q([[507, 884], [495, 940], [515, 1036], [564, 996]]), 2, '#6f78c8', press.firm),
      wing.map((w) => line(w, 4.2, INK.white, press.firm)),
    ];
  };
  return [
    group('neck', fill(neck, 'url(#neck-skin)'),
      clipped('neck-clip',
        fill(shape([[538, 730], [540, 796], [556, 822], [612, 856], [664, 834]], [[664, 834], [664, 730]]), SKIN.shade),
        fill(shape([[538, 730], [541, 776], [570, 796], [620, 808], [664, 800]], [[664, 800], [664, 730]]), SKIN.deep, 'opacity="0.45"')),
      line([[560, 900], [580, 908], [592, 922]], 3, '#d98d8a', press.both), line([[642, 898], [622, 908], [610, 922]], 3, '#d98d8a', press.both),
      line([[543, 770], [543, 800], [536, 842], [510, 870]], 4, INK.skin, press.both), line([[657, 770], [657, 800], [664, 842], [690, 870]], 4.6, INK.skin, press.both)),
    group('choker',
      fill(shape([[541, 802], [570, 817], [600, 821], [630, 817], [659, 802]], [[659, 802], [662, 822], [632, 838], [600, 842], [568, 838], [538, 822]]), '#33244f'),
      fill(shape([[541, 804], [568, 818], [590, 821]], [[590, 821], [566, 824], [540, 810], [541, 804]]), '#9c8bc9'),
      line([[538, 822], [568, 838], [600, 842], [632, 838], [662, 822]], 3, '#1d1233', press.firm),
      golden('charm', moon(13), 'translate(600 852) rotate(-60)')),
    group('blouse', fill(blouse, 'url(#blouse)'),
      fill(shape([[480, 1150], [500, 1240], [512, 1330], [516, 1410]], [[516, 1410], [560, 1410]], [[560, 1410], [548, 1300], [520, 1200], [480, 1150]]), tint, 'opacity="0.7"'),
      fill(shape([[720, 1150], [700, 1240], [688, 1330], [684, 1410]], [[684, 1410], [628, 1410]], [[628, 1410], [650, 1300], [676, 1200], [720, 1150]]), tint, 'opacity="0.9"'),
      [[[560, 1040], [548, 1100], [552, 1170]], [[650, 1050], [664, 1110], [658, 1190]], [[530, 1080], [536, 1150], [556, 1220]], [[676, 1090], [660, 1180], [640, 1240]]].map((p) => line(p, 8, tint, press.both)),
      line([[588, 1000], [589, 1200], [588, 1410]], 3, '#8d89bd', press.firm), line([[616, 1000], [617, 1200], [616, 1410]], 3, '#8d89bd', press.firm),
      [1190, 1280, 1370].map((y) => `<circle cx="602" cy="${y}" r="8" fill="#fff" stroke="#6d6a9a" stroke-width="2.6"/><circle cx="602" cy="${y}" r="3" fill="#c9c5e6"/>`)),
    group('jacket', half(-1), half(1)),
    group('collar', collar(-1), collar(1)),
    golden('pin', moon(20), 'translate(798 1226) rotate(24)', line([[-5, -14], [-14, -4], [-14, 7]], 4, '#fffdf0')),
    bow('bow', 'translate(600 972) scale(0.86)'),
  ];
}

// ---------------------------------------------------------------- picture
const parts = [drawBackHair(), ...drawBody(), ...drawFace().flatMap((g, i) => (i === 0 ? [g, drawFringeShadow()] : [g])), ...drawFrontHair(), drawAccessories()];
writeFileSync(here('source.svg'), `<svg xmlns="http://www.w3.org/2000/svg" width="${W}" height="${H}" viewBox="0 0 ${W} ${H}">
<title>Kasumi, drawn for Masque (MIT)</title>
<defs>
${defs.join('\n')}
</defs>
${parts.join('\n')}
</svg>
`);

// ---------------------------------------------------------------- landmarks
/** Indices of MediaPipe Face Mesh along what is drawn. Eyes run from the outer to the inner corner; `right` is the subject's. */
const MESH = {
  oval: [10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152], // image right, top to chin
  ovalRight: [10, 109, 67, 103, 54, 21, 162, 127, 234, 93, 132, 58, 172, 136, 150, 149, 176, 148, 152],
  right: {
    upper: [33, 246, 161, 160, 159, 158, 157, 173, 133], lower: [33, 7, 163, 144, 145, 153, 154, 155, 133],
    fold: [130, 247, 30, 29, 27, 28, 56, 190, 243], bag: [130, 25, 110, 24, 23, 22, 26, 112, 243],
    high: [226, 113, 225, 224, 223, 222, 221, 189, 244], low: [226, 31, 228, 229, 230, 231, 232, 233, 244], cheek: [111, 117, 118, 119, 120, 121, 128], apple: [50, 187],
    iris: 468, browTop: [107, 66, 105, 63, 70], browLow: [55, 65, 52, 53, 46],
  },
  left: {
    upper: [263, 466, 388, 387, 386, 385, 384, 398, 362], lower: [263, 249, 390, 373, 374, 380, 381, 382, 362],
    fold: [359, 467, 260, 259, 257, 258, 286, 414, 463], bag: [359, 255, 339, 254, 253, 252, 256, 341, 463],
    high: [446, 342, 445, 444, 443, 442, 441, 413, 464], low: [446, 261, 448, 449, 450, 451, 452, 453, 464], cheek: [340, 346, 347, 348, 349, 350, 357], apple: [280, 411],
    iris: 473, browTop: [336, 296, 334, 293, 300], browLow: [285, 295, 282, 283, 276],
  },
  lips: { // image left to right
    top: [61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291], innerTop: [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308],
    innerBottom: [78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308], bottom: [61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291],
    between: [ // outer rim, two rings on the lip, inner rim
      [[61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291], [76, 184, 74, 73, 72, 11, 302, 303, 304, 408, 306], [62, 183, 42, 41, 38, 12, 268, 271, 272, 407, 292], [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308]],
      [[146, 91, 181, 84, 17, 314, 405, 321, 375], [77, 90, 180, 85, 16, 315, 404, 320, 307], [96, 89, 179, 86, 15, 316, 403, 319, 325], [95, 88, 178, 87, 14, 317, 402, 318, 324]],
    ],
  },
  nose: [1, 2, 4, 5, 6, 168, 195, 197, 19, 94, 97, 326, 98, 327, 129, 358, 48, 278, 64, 294, 45, 275, 220, 440],
};

function landmarks() {
  const flat = JSON.parse(readFileSync(here('../../../models/dist/canonical-face.json'), 'utf8')).points;
  const canon = Array.from({ length: 468 }, (_, i) => flat.slice(3 * i, 3 * i + 3));
  const key = new Map();
  const put = (ids, points) => {
    for (const [i, id] of ids.entries()) key.set(id, points[i]);
  };
  /** Spreads ids along a drawn curve in the proportions that they have on the canonical face. */
  const spread = (ids, curve) => {
    const dense = resample(curve, 240);
    const len = [0];
    for (let i = 1; i < ids.length; i += 1) len.push(len[i - 1] + Math.hypot(canon[ids[i]][0] - canon[ids[i - 1]][0], canon[ids[i]][1] - canon[ids[i - 1]][1]));
    put(ids, len.map((l) => at(dense, l / len.at(-1))));
  };
  // the outline: above the cheekbone under the hair, below it on the drawn jaw
  const side = [...foreheadRight.slice(0, -1), ...faceSide];
  const dense = resample(side, 400);
  const cut = dense.findIndex((q) => q[1] >= 566); // where 454 sits
  const split = MESH.oval.indexOf(454) + 1;
  spread(MESH.oval.slice(0, split), dense.slice(0, cut + 1));
  spread(MESH.oval.slice(split - 1), dense.slice(cut));
  MESH.ovalRight.forEach((id, i) => { const [x, y] = key.get(MESH.oval[i]); key.set(id, [2 * MID - x, y]); });
  for (const s of [-1, 1]) {
    const m = s > 0 ? MESH.left : MESH.right;
    const p = eyePoint(s);
    const even = (curve, grow) => resample([...curve].reverse(), 9).map(([u, v]) => p(grow ? [u * grow[0] + grow[2], v * grow[1] + grow[3]] : [u, v]));
    put(m.upper, even(EYE.upper));
    put(m.lower, even(EYE.lower));
    put(m.fold, even(EYE.upper, [1.16, 1.52, 0, -5]));
    put(m.bag, even(EYE.lower, [1.16, 1.24, 0, 2]));
    put(m.high, even(EYE.upper, [1.3, 1.84, 0, -6]));
    put(m.low, even(EYE.lower, [1.3, 1.48, 0, 2]));
    put(m.cheek, even(EYE.lower, [1.38, 1.68, 0, 2]).slice(1, 8));
    put(m.apple, [[28, 107], [14, 142]].map(p));
    for (const [top, bottom] of [[m.fold, m.bag], [m.high, m.low]]) { // both lids share their corners
      for (const i of [0, 8]) key.set(top[i], mix(key.get(top[i]), key.get(bottom[i]), 0.5));
    }
    const { u, v, rx, ry } = EYE.iris;
    const [cx, cy] = p([u, v]);
    put([0, 1, 2, 3, 4].map((i) => m.iris + i), [[cx, cy], [cx + rx, cy], [cx, cy - ry], [cx - rx, cy], [cx, cy + ry]]);
    const spine = lock(s > 0 ? brow : flip(brow), 5);
    const [over, under] = s > 0 ? [spine.right, spine.left] : [spine.left, spine.right];
    const [hi, lo] = over[2][1] < under[2][1] ? [over, under] : [under, over];
    put(m.browTop, hi);
    put(m.browLow, lo);
  }
  const lip = (curve, dy = 0) => resample(curve, 11).map(([x, y], i) => mouthPoint([x, y + dy * Math.sin((Math.PI * i) / 10)]));
  put(MESH.lips.top, lip(MOUTH.top));
  put(MESH.lips.bottom, lip(MOUTH.bottom));
  put(MESH.lips.innerTop, lip(MOUTH.line.map(([x, y]) => [x * 0.955, y]), -0.8));
  put(MESH.lips.innerBottom, lip(MOUTH.line.map(([x, y]) => [x * 0.955, y]), 0.8));
  for (const [outer, one, two, inner] of MESH.lips.between) {
    put(one, outer.map((id, i) => mix(key.get(id), key.get(inner[i]), 1 / 3)));
    put(two, outer.map((id, i) => mix(key.get(id), key.get(inner[i]), 2 / 3)));
  }
  put([57, 287], [[-50, -4], [50, -4]].map(mouthPoint)); // beside the corners
  const [c6, c1, c0] = [canon[6][1], canon[1][1], canon[0][1]]; // bridge, tip, lip: height of the nose's points between them
  for (const id of MESH.nose) {
    const [x, y] = canon[id];
    const py = y > c1 ? lerp(NOSE.y, EYE.y, (y - c1) / (c6 - c1)) : lerp(NOSE.y, MOUTH.y - 8, (c1 - y) / (c1 - c0));
    key.set(id, [MID + x * 13.5, py]);
  }
  // everything else follows by a thin-plate spline from the canonical face
  const ids = [...key.keys()].filter((id) => id < 468);
  const warp = thinPlate(ids.map((id) => [canon[id][0], -canon[id][1]]), ids.map((id) => key.get(id)));
  const width = (key.get(454)[0] - key.get(234)[0]) / (canon[454][0] - canon[234][0]);
  const height = (key.get(152)[1] - key.get(10)[1]) / (canon[10][1] - canon[152][1]);
  const scale = Math.sqrt(width * height);
  const depth = (id) => -(canon[id][2] - 3.5) * scale;
  const points = [];
  for (let id = 0; id < 478; id += 1) {
    const [x, y] = key.get(id) ?? warp([canon[id][0], -canon[id][1]]);
    const eye = id >= 473 ? MESH.left : MESH.right;
    const contour = [...eye.upper, ...eye.lower.slice(1, -1)];
    const z = id < 468 ? depth(id) : contour.reduce((sum, i) => sum + depth(i), 0) / contour.length;
    points.push([x, y, z].map((v) => Math.round(v * 100) / 100));
  }
  return { width: W, height: H, points };
}

/** A thin-plate spline from 2-D points to 2-D points, slightly smoothed, since some sources nearly coincide. */
function thinPlate(from, to) {
  const n = from.length;
  const u = (a, b) => { const r2 = (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2; return r2 ? r2 * Math.log(r2) : 0; };
  const m = Array.from({ length: n + 3 }, () => new Float64Array(n + 5));
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < n; j += 1) m[i][j] = u(from[i], from[j]);
    m[i][i] += 1e-3;
    m[i][n] = m[n][i] = 1;
    for (const k of [0, 1]) { m[i][n + 1 + k] = m[n + 1 + k][i] = from[i][k]; m[i][n + 3 + k] = to[i][k]; }
  }
  const size = n + 3;
  for (let c = 0; c < size; c += 1) {
    let best = c;
    for (let r = c + 1; r < size; r += 1) if (Math.abs(m[r][c]) > Math.abs(m[best][c])) best = r;
    [m[c], m[best]] = [m[best], m[c]];
    for (let r = 0; r < size; r += 1) {
      if (r === c) continue;
      const k = m[r][c] / m[c][c];
      if (k) for (let j = c; j < size + 2; j += 1) m[r][j] -= k * m[c][j];
    }
  }
  const w = m.map((row, i) => [row[size] / row[i], row[size + 1] / row[i]]);
  return (p) => [0, 1].map((k) => from.reduce((sum, f, i) => sum + w[i][k] * u(p, f), w[n][k] + w[n + 1][k] * p[0] + w[n + 2][k] * p[1]));
}

const marks = landmarks();
writeFileSync(here('landmarks.json'), `{"width":${marks.width},"height":${marks.height},"points":[\n${marks.points.map((p) => JSON.stringify(p)).join(',\n')}\n]}\n`);
