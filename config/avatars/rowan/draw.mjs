// Paints Rowan: `node draw.mjs` writes source.svg, layer by layer from back to front.
// Skin is brushed from the lit form in sculpt.mjs; hair and cloth are sheets of tapered strokes; eyes, brows and lips are drawn.
// picture.png is source.svg as Chromium draws it:
//   chromium --headless --disable-gpu --screenshot=picture.png --window-size=1200,1400 --default-background-color=00000000 source.svg
import { writeFileSync } from 'node:fs';
import * as form from './sculpt.mjs';

const W = 1200;
const H = 1400;
const { sin, cos, PI, min, max, abs, hypot, floor, round, sqrt, atan2, pow } = Math;

// ---------------------------------------------------------------- small tools
let seed = 20;
const rnd = () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};
const between = (a, b) => a + (b - a) * rnd();
const jig = (s) => (rnd() + rnd() + rnd() - 1.5) * s;
const mix = (a, b, t) => a + (b - a) * t;
const clamp = (v, a = 0, b = 1) => min(b, max(a, v));
const smooth = (a, b, v) => {
  const t = clamp((v - a) / (b - a));
  return t * t * (3 - 2 * t);
};
const n1 = (v) => String(round(v * 10) / 10 || 0).replace(/^(-?)0\./, '$1.');
const hex = (c) => `#${c.map((v) => clamp(round(v), 0, 255).toString(16).padStart(2, '0')).join('')}`;
const blend = (a, b, t) => a.map((v, i) => mix(v, b[i], t));
const ramp = (stops, v) => {
  const p = clamp(v) * (stops.length - 1);
  const i = min(stops.length - 2, floor(p));
  return blend(stops[i], stops[i + 1], p - i);
};

/** Points from a text of numbers, x y  x y  ... */
const xy = (text) => {
  const v = text.split(/\s+/).map(Number);
  return Array.from({ length: v.length / 2 }, (_, i) => [v[2 * i], v[2 * i + 1]]);
};

/** Catmull-Rom through the points, `n` samples. */
function spline(pts, n) {
  const out = [];
  for (let k = 0; k < n; k += 1) {
    const p = (k / (n - 1)) * (pts.length - 1);
    const i = min(pts.length - 2, floor(p));
    const t = p - i;
    const a = pts[max(0, i - 1)];
    const b = pts[i];
    const c = pts[i + 1];
    const d = pts[min(pts.length - 1, i + 2)];
    out.push(
      [0, 1].map(
        (j) =>
          0.5 *
          (2 * b[j] +
            (c[j] - a[j]) * t +
            (2 * a[j] - 5 * b[j] + 4 * c[j] - d[j]) * t * t +
            (3 * b[j] - a[j] - 3 * c[j] + d[j]) * t * t * t),
      ),
    );
  }
  return out;
}
const line = (pts, close = false) => {
  let x = 0;
  let y = 0;
  const d = pts.map(([px, py]) => {
    const dx = round((px - x) * 10) / 10;
    const dy = round((py - y) * 10) / 10;
    x += dx;
    y += dy;
    return `${n1(dx)}${dy < 0 ? '' : ' '}${n1(dy)}`;
  });
  return `M${d[0]}l${d.slice(1).join(' ').replace(/ -/g, '-')}${close ? 'z' : ''}`;
};
const curve = (pts, n = pts.length * 6) => line(spline(pts, n));
const shape = (pts, n = pts.length * 8) => line(spline([...pts, pts[0]], n), true);

/** A closed line that touches the middle of every side instead of having corners. */
function rounded(pts) {
  const half = (a, b) => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  let [x, y] = half(pts[pts.length - 1], pts[0]).map(round);
  const d = pts.map((p, i) => {
    const m = half(p, pts[(i + 1) % pts.length]);
    const q = [p[0] - x, p[1] - y, m[0] - x, m[1] - y].map(round);
    x += q[2];
    y += q[3];
    return q.join(' ');
  });
  const [sx, sy] = half(pts[pts.length - 1], pts[0]).map(round);
  return `M${sx} ${sy}q${d.join(' ').replace(/ -/g, '-')}z`;
}
/** The outline of a brush stroke along `pts`; width(t) is its half width. */
function stroke(pts, width) {
  const left = [];
  const right = [];
  pts.forEach((p, i) => {
    const a = pts[max(0, i - 1)];
    const b = pts[min(pts.length - 1, i + 1)];
    const l = hypot(b[0] - a[0], b[1] - a[1]) || 1;
    const w = width(i / (pts.length - 1));
    left.push([p[0] - ((b[1] - a[1]) / l) * w, p[1] + ((b[0] - a[0]) / l) * w]);
    right.unshift([p[0] + ((b[1] - a[1]) / l) * w, p[1] - ((b[0] - a[0]) / l) * w]);
  });
  return width(0.4) > 4.5 ? rounded([...left, ...right]) : line([...left, ...right], true);
}
const taper =
  (w, head = 0.25, tail = 0.5) =>
  (t) =>
    w * min(1, smooth(0, head, t) + 0.02) * (1 - smooth(1 - tail, 1.001, t)) + 0.12;

const defs = ['<linearGradient id="u" gradientUnits="userSpaceOnUse"/>'];
const layers = [];
const blurs = new Set();
const soft = (r) => {
  blurs.add(r);
  return `filter="url(#b${String(r).replace('.', '_')})"`;
};
const layer = (id, parts, attrs = '') => layers.push(`<g id="${id}"${attrs ? ` ${attrs}` : ''}>\n${parts.flat(9).join('\n')}\n</g>`);
const fill = (d, c, more = '') => `<path d="${d}" fill="${typeof c === 'string' ? c : hex(c)}"${more ? ` ${more}` : ''}/>`;
const pen = (d, c, w, more = '') =>
  `<path d="${d}" fill="none" stroke="${typeof c === 'string' ? c : hex(c)}" stroke-width="${n1(w)}"${more ? ` ${more}` : ''}/>`;
const dot = (x, y, rx, ry, c, more = '') =>
  `<ellipse cx="${n1(x)}" cy="${n1(y)}" rx="${n1(rx)}" ry="${n1(ry)}" fill="${typeof c === 'string' ? c : hex(c)}"${more ? ` ${more}` : ''}/>`;
let gradients = 0;
/** A gradient along a stroke: colours[i] at pts[i], laid on the chord. */
function along(pts, colours) {
  const a = pts[0];
  const b = pts[pts.length - 1];
  const l2 = (b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2 || 1;
  let last = 0;
  const stops = colours.map((c, i) => {
    const k = round((i / (colours.length - 1)) * (pts.length - 1));
    last = max(last, clamp(((pts[k][0] - a[0]) * (b[0] - a[0]) + (pts[k][1] - a[1]) * (b[1] - a[1])) / l2));
    return `<stop offset="${String(round(last * 100) / 100).replace(/^0\./, '.')}" stop-color="${hex(c)}"/>`;
  });
  const id = `g${((gradients += 1)).toString(36)}`;
  defs.push(
    `<linearGradient id="${id}" href="#u" x1="${round(a[0])}" y1="${round(a[1])}" x2="${round(b[0])}" y2="${round(b[1])}">${stops.join('')}</linearGradient>`,
  );
  return `url(#${id})`;
}
const radial = (id, cx, cy, r, stops, more = '') => {
  defs.push(
    `<radialGradient id="${id}" gradientUnits="userSpaceOnUse" cx="${cx}" cy="${cy}" r="${r}"${more ? ` ${more}` : ''}>${stops.map(([o, c, a = 1]) => `<stop offset="${o}" stop-color="${c}" stop-opacity="${a}"/>`).join('')}</radialGradient>`,
  );
  return `url(#${id})`;
};
const clip = (id, d) => {
  defs.push(`<clipPath id="${id}"><path d="${d}"/></clipPath>`);
  return `clip-path="url(#${id})"`;
};

// ---------------------------------------------------------------- sheets: hair and cloth
/** A surface through guide curves: at(u, t), u across the guides, t along them. */
function sheet(guides) {
  const rows = guides.map((g) => spline(g, 33));
  return (u, t) => {
    const k = clamp(t) * 32;
    const i = min(31, floor(k));
    const col = rows.map((r) => [mix(r[i][0], r[i + 1][0], k - i), mix(r[i][1], r[i + 1][1], k - i)]);
    const p = clamp(u) * (col.length - 1);
    const j = min(col.length - 2, floor(p));
    const s = p - j;
    const a = col[max(0, j - 1)];
    const b = col[j];
    const c = col[j + 1];
    const d = col[min(col.length - 1, j + 2)];
    return [0, 1].map(
      (q) =>
        0.5 *
        (2 * b[q] + (c[q] - a[q]) * s + (2 * a[q] - 5 * b[q] + 4 * c[q] - d[q]) * s * s + (3 * b[q] - a[q] - 3 * c[q] + d[q]) * s ** 3),
    );
  };
}
const run = (at, u, t0, t1, n) => Array.from({ length: n }, (_, i) => at(u, mix(t0, t1, i / (n - 1))));
const unit = (v) => {
  const l = hypot(...v) || 1;
  return v.map((c) => c / l);
};
const dot3 = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const KEY = unit([-0.6, -0.66, 0.7]);
const HALF = unit([KEY[0], KEY[1], KEY[2] + 1]);

const HAIR = [
  [24, 11, 16],
  [52, 20, 20],
  [92, 36, 24],
  [140, 58, 30],
  [186, 88, 42],
  [222, 130, 70],
  [246, 184, 122],
  [255, 226, 184],
];
/** Light on a strand: colours at `n` places along it. `tilt` leans its normal to one side (the roundness of a lock). */
function hairLight(pts, n, tilt, level, gloss) {
  return Array.from({ length: n }, (_, i) => {
    const k = round((i / (n - 1)) * (pts.length - 1));
    const p = pts[k];
    const a = pts[max(0, k - 1)];
    const b = pts[min(pts.length - 1, k + 1)];
    const ex = (p[0] - 604) / 285;
    const ey = (min(p[1], 430) - 430) / 340;
    const ez = sqrt(max(0.05, 1 - ex * ex - ey * ey));
    const n0 = unit([ex, ey, ez]);
    const t2 = unit([b[0] - a[0], b[1] - a[1], 0]);
    const d = dot3(t2, n0);
    const tan = unit(t2.map((v, q) => v - n0[q] * d));
    const side = [tan[1] * n0[2] - tan[2] * n0[1], tan[2] * n0[0] - tan[0] * n0[2], tan[0] * n0[1] - tan[1] * n0[0]];
    const nn = unit(n0.map((v, q) => v + side[q] * tilt));
    const lit = clamp((dot3(nn, KEY) + 0.25) / 1.25);
    const spec = pow(sqrt(max(0, 1 - dot3(tan, HALF) ** 2)), 44) * smooth(0.2, 0.8, lit);
    const low = 1 - 0.34 * smooth(520, 860, p[1]);
    const v = 0.1 + 0.4 * lit * low + gloss * 0.46 * spec * low + level;
    const rim = smooth(0.8, 1.02, ex) * 0.36 * smooth(0.0, 0.9, tilt);
    return blend(ramp(HAIR, v), [156, 132, 150], rim);
  });
}
/** Strokes laid over a sheet in locks: each lock is a bundle that narrows to its tip. */
function locks(at, o) {
  const out = [];
  for (let c = 0; c < o.locks; c += 1) {
    const uc = o.even ? (c + 0.5) / o.locks + jig(0.4 / o.locks) : rnd();
    const spread = (o.spread ?? 0.06) * between(0.7, 1.3);
    const t0 = o.t0 ?? 0;
    const end = between(...(o.end ?? [0.9, 1]));
    const phase = uc * 7 + jig(0.9);
    const sway = (o.sway ?? 4) * between(0.5, 1.2);
    const level0 = jig(o.vary ?? 0.05);
    for (let s = 0; s < o.strands; s += 1) {
      const off = o.strands === 1 ? 0 : ((s + 0.5) / o.strands) * 2 - 1 + jig(0.2);
      const a = o.band ? between(o.band[0], o.band[1]) : t0 + (o.strands > 1 ? rnd() * 0.05 : 0);
      const b = o.band ? a + between(o.band[2], o.band[3]) : end - abs(off) * 0.04 - rnd() * 0.04;
      const n = o.n ?? 12;
      const pts = Array.from({ length: n }, (_, i) => {
        const t = mix(a, min(b, 1), i / (n - 1));
        const u = uc + off * spread * (1 - 0.75 * smooth(0.35, 1, t));
        const p = at(u, t);
        const w = sin(phase + t * (o.waves ?? 5)) * sway * t;
        return [p[0] + w + jig(o.loose ?? 0), p[1] + w * 0.2];
      });
      const w = between(...o.width);
      const cols = hairLight(
        pts,
        o.stops ?? 5,
        off * (o.round ?? 0.7) + jig(0.15),
        (o.level ?? 0) + level0 + jig(o.grain ?? 0.03),
        o.gloss ?? 1,
      );
      out.push(
        fill(stroke(pts, taper(w / 2, o.head ?? 0.12, o.tail ?? 0.55)), along(pts, cols), o.opacity ? `opacity="${n1(o.opacity)}"` : ''),
      );
    }
  }
  return out;
}

// ---------------------------------------------------------------- brushing the sculpted skin
function field(f, x0, y0, x1, y1, step) {
  const s = form.sample(f, x0, y0, x1, y1, step);
  const at = (x, y) => {
    const i = floor((x - x0) / step);
    const j = floor((y - y0) / step);
    if (i < 0 || j < 0 || i >= s.w || j >= s.h) return null;
    const o = (j * s.w + i) * 3;
    return s.rgb[o] < 0 ? null : [s.rgb[o], s.rgb[o + 1], s.rgb[o + 2]];
  };
  const mean = (x, y, r) => {
    let m = 0;
    const c = [0, 0, 0];
    for (const [dx, dy] of [
      [0, 0],
      [r, 0],
      [-r, 0],
      [0, r],
      [0, -r],
    ]) {
      const v = at(x + dx, y + dy);
      if (v) {
        m += 1;
        v.forEach((q, k) => {
          c[k] += q;
        });
      }
    }
    return m ? c.map((q) => q / m) : null;
  };
  return { at, mean, box: [x0, y0, x1, y1] };
}
const luma = (c) => c[0] * 0.35 + c[1] * 0.5 + c[2] * 0.15;
function slope(f, x, y, r) {
  const c = f.at(x, y);
  if (!c) return [0, 0];
  const g = (dx, dy) => luma(f.mean(x + dx, y + dy, r * 0.5) ?? c);
  return [(g(r, 0) - g(-r, 0)) / (2 * r), (g(0, r) - g(0, -r)) / (2 * r)];
}
function brush(f, { gap, width, length, jitter, opacity = 1, need = 0 }) {
  const out = [];
  const [x0, y0, x1, y1] = f.box;
  for (let gy = y0; gy < y1; gy += gap) {
    for (let gx = x0; gx < x1; gx += gap) {
      const x = gx + between(-0.5, 0.5) * gap;
      const y = gy + between(-0.5, 0.5) * gap;
      const c = f.mean(x, y, width * 0.2);
      if (!c || !f.at(x, y)) continue;
      const [sx, sy] = slope(f, x, y, max(4, width * 0.6));
      const m = hypot(sx, sy);
      if (m < need) continue;
      const dir = atan2(sx, -sy) * 1 + jig(m > 0.25 ? 0.25 : 1.0) + (m < 0.08 ? 0.9 : 0);
      const len = length * between(0.7, 1.2) * (m > 1 ? 0.8 : 1);
      const dx = cos(dir) * len * 0.5;
      const dy = sin(dir) * len * 0.5;
      const bend = jig(len * 0.2);
      const j = jig(jitter);
      const warm = jig(jitter * 0.5);
      out.push(
        `<path d="M${round(x - dx)} ${round(y - dy)}q${round(dx - (dy / len) * bend)} ${round(dy + (dx / len) * bend)} ${round(dx * 2)} ${round(dy * 2)}" stroke="${hex([c[0] + j + warm, c[1] + j, c[2] + j - warm])}"/>`,
      );
    }
  }
  return `<g fill="none" stroke-linecap="round" stroke-width="${width}" opacity="${opacity}">${out.join('\n')}</g>`;
}
/** Where the form f ends, seen from (cx, cy), as points around it. */
function outline(f, cx, cy, n) {
  const hit = (x, y) => form.covers(f, (x - form.ORIGIN[0]) / form.UNIT, (y - form.ORIGIN[1]) / form.UNIT);
  return Array.from({ length: n }, (_, i) => {
    const a = (i / n) * 2 * PI;
    let lo = 50;
    let hi = 420;
    for (let k = 0; k < 10; k += 1) {
      const m = (lo + hi) / 2;
      if (hit(cx + cos(a) * m, cy + sin(a) * m)) lo = m;
      else hi = m;
    }
    return [cx + cos(a) * lo, cy + sin(a) * lo];
  });
}

// ---------------------------------------------------------------- 1 hair behind
const flip = (guides, by = 600) => guides.map((g) => g.map(([x, y]) => [2 * by - x, y]));
const backLeft = sheet([
  xy('360 330  312 480  302 620  312 740  336 850  312 930'),
  xy('420 400  384 560  388 690  408 800  430 890  412 950'),
  xy('500 500  470 640  462 760  474 860  486 930  476 965'),
  xy('600 500  580 640  560 760  552 860  545 930  540 960'),
]);
const backRight = sheet(
  flip([
    xy('350 330  306 480  296 620  298 740  318 850  294 920'),
    xy('420 400  378 560  378 690  392 800  412 890  398 945'),
    xy('500 500  470 640  462 760  474 860  486 930  470 965'),
    xy('600 500  580 640  560 760  552 860  545 930  540 960'),
  ]),
);
const backMass = shape(
  xy('652 99  560 104  420 180  326 420  308 640  316 800  390 900  600 900  810 900  886 820  890 640  872 420  820 200  740 112'),
);
layer('hair-behind', [
  fill(backMass, [34, 15, 18]),
  [backLeft, backRight].map((at) => [
    locks(at, { locks: 16, strands: 1, even: true, width: [26, 44], level: -0.14, gloss: 0.2, sway: 7, end: [0.85, 1] }),
    locks(at, {
      locks: 20,
      strands: 5,
      width: [3, 11],
      spread: 0.05,
      level: -0.11,
      gloss: 0.4,
      vary: 0.1,
      sway: 9,
      waves: 8,
      n: 18,
      end: [0.82, 1],
    }),
    locks(at, {
      locks: 22,
      strands: 5,
      width: [1.2, 3.4],
      spread: 0.06,
      level: -0.05,
      gloss: 0.6,
      vary: 0.1,
      sway: 11,
      waves: 9,
      n: 18,
      end: [0.8, 1],
    }),
  ]),
  `<g ${soft(26)}>${dot(600, 740, 220, 120, '#12070b', 'opacity=".55"')}</g>`,
]);

// ---------------------------------------------------------------- cloth
const GREEN = [
  [10, 20, 22],
  [19, 36, 34],
  [30, 56, 47],
  [48, 82, 62],
  [78, 116, 80],
  [124, 152, 104],
  [178, 192, 146],
];
const LINEN = [
  [74, 58, 60],
  [122, 98, 90],
  [168, 142, 124],
  [206, 184, 160],
  [232, 216, 192],
  [248, 238, 220],
];
/** Brushes cloth over a sheet. folds: [count across, phase, drift along, depth]; bulge: how round the sheet is across. */
function cloth(at, o) {
  const height = (u, t) =>
    o.folds.reduce(
      (h, [n, ph, drift, deep]) => h + deep * (1 - pow(abs(sin(PI * (n * u + ph + drift * t + 0.15 * sin(5 * t + ph * 9)))), 0.9)),
      0,
    );
  const out = [];
  const put = (count, w, n, len, jitter, opacity) => {
    for (let i = 0; i < count; i += 1) {
      const u = len ? rnd() : (i + 0.5) / count;
      const a = len ? between(-0.05, 0.95) : 0;
      const b = len ? a + between(...len) : 1;
      const pts = run(at, u, max(0, a), min(1, b), n);
      const j = jig(jitter);
      const stain = len ? max(0, jig(0.16)) : 0;
      const cols = Array.from({ length: 6 }, (_, k) => {
        const t = mix(max(0, a), min(1, b), k / 5);
        const e = 0.016;
        const p = at(u, t);
        const q = at(min(1, u + e), t);
        const q0 = at(max(0, u - e), t);
        const across = unit([q[0] - q0[0], q[1] - q0[1], 0]);
        const s = ((height(u + e, t) - height(u - e, t)) / (2 * e)) * o.deep + (o.bulge ?? 0) * cos(PI * u) * -1;
        const body = unit([(p[0] - 600) / 620, (p[1] - (o.cy ?? 1500)) / 700, 0.8]);
        const nn = unit(body.map((v, d) => v - across[d] * s));
        const lit = clamp((dot3(nn, KEY) + 0.2) / 1.2);
        const h = height(u, t) / o.folds.reduce((m, f) => m + f[3], 0);
        const v = (o.base ?? 0.06) + (o.gain ?? 0.62) * lit * (0.55 + 0.45 * h) + j + (o.shade ? o.shade(p[0], p[1], u, t) : 0);
        return blend(
          blend(ramp(o.ramp, v), o.stain ?? [150, 120, 62], stain * v * 2),
          [96, 122, 156],
          smooth(0.5, 0.95, nn[0]) * 0.4 * smooth(640, 980, p[0]),
        );
      });
      out.push(
        fill(
          stroke(pts, len ? taper((w * between(0.5, 1.1)) / 2, 0.3, 0.5) : (t) => (w / 2) * (o.from ? smooth(-0.02, o.from, t) : 1)),
          along(pts, cols),
          opacity < 1 ? `opacity="${opacity}"` : '',
        ),
      );
    }
  };
  put(o.count ?? 60, o.width ?? 16, 26, null, 0.01, 1);
  put(o.mid ?? 120, (o.width ?? 16) * 0.9, 10, [0.2, 0.5], 0.035, 0.6);
  put(o.fine ?? 160, 3.2, 7, [0.08, 0.25], 0.07, 0.55);
  return out;
}
const hoodBack = sheet([
  xy('330 900  420 800  600 770  780 800  870 900'),
  xy('300 960  400 850  600 825  800 850  900 960'),
  xy('290 1040  400 930  600 905  800 930  910 1040'),
]);
layer(
  'hood-behind',
  cloth(hoodBack, {
    ramp: GREEN,
    folds: [[2.2, 0.1, 0.3, 1]],
    deep: 0.3,
    bulge: 0.5,
    count: 26,
    width: 16,
    mid: 40,
    fine: 60,
    base: -0.05,
    gain: 0.42,
  }),
);

const drape = [
  xy('370 915  226 972  120 1100  66 1262  44 1430'),
  xy('380 960  256 1066  186 1190  152 1310  138 1430'),
  xy('366 1050  318 1150  284 1250  264 1340  254 1430'),
  xy('420 1120  406 1210  392 1290  382 1360  376 1430'),
  xy('510 1170  514 1240  512 1310  508 1370  506 1430'),
  xy('610 1180  616 1250  622 1310  626 1370  630 1430'),
];
const under = (x, y) => -0.22 * smooth(80, 0, y - (1235 - 0.0016 * (x - 600) ** 2));
layer('cloak', [
  cloth(sheet(flip(drape)), {
    ramp: GREEN,
    folds: [
      [3.4, 0.3, 0.25, 1],
      [7.3, 0.7, 0.6, 0.35],
    ],
    deep: 0.34,
    count: 110,
    width: 15,
    mid: 150,
    fine: 260,
    shade: under,
  }),
  cloth(sheet(drape), {
    ramp: GREEN,
    folds: [
      [3.1, 0.1, 0.3, 1],
      [6.7, 0.2, 0.7, 0.35],
    ],
    deep: 0.34,
    count: 110,
    width: 15,
    mid: 150,
    fine: 260,
    shade: under,
  }),
  `<g ${soft(12)}>${fill(
    curve(xy('300 930  262 1050  310 1180  430 1256  600 1270  770 1256  890 1180  938 1050  900 930')),
    [6, 12, 14],
    'opacity=".5"',
  )}</g>`,
]);

// ---------------------------------------------------------------- 2 neck
const neckField = field(form.neck, 440, 690, 760, 1180, 2.5);
const neckClip = clip(
  'neck-clip',
  shape(xy('512 690  504 760  500 840  486 900  440 950  440 1180  760 1180  760 950  714 900  700 840  696 760  688 690')),
);
layer(
  'neck',
  [
    `<g ${soft(5)}>${brush(neckField, { gap: 12, width: 26, length: 34, jitter: 2 })}</g>`,
    `<g ${soft(1.2)}>${brush(neckField, { gap: 9, width: 10, length: 30, jitter: 5, opacity: 0.6 })}</g>`,
    `<g ${soft(0.6)}>${brush(neckField, { gap: 11, width: 6, length: 28, jitter: 9, opacity: 0.28 })}</g>`,
    `<g ${soft(9)}>${fill(
      shape(xy('496 700  502 776  534 822  590 848  650 868  712 872  716 700  600 720')),
      [122, 54, 46],
      'opacity=".62"',
    )}</g>`,
    `<g ${soft(4)}>${fill(
      shape(xy('496 700  510 752  548 784  600 796  654 792  712 780  716 700  600 720')),
      [84, 30, 34],
      'opacity=".5"',
    )}</g>`,
  ],
  neckClip,
);

// ---------------------------------------------------------------- 3 shirt, hood, brooch
const shirtLeft = [
  xy('501 852  500 952  540 1056  596 1142'),
  xy('492 842  470 960  512 1070  592 1160'),
  xy('482 836  430 966  480 1086  588 1190'),
];
layer('shirt', [
  `<g ${soft(6)}>${fill(
    shape(xy('500 900  512 970  552 1060  600 1140  648 1060  690 970  702 900  676 980  600 1110  530 980')),
    [92, 40, 38],
    'opacity=".55"',
  )}</g>`,
  cloth(sheet(shirtLeft), {
    ramp: LINEN,
    folds: [
      [2.4, 0.2, 0.5, 1],
      [5, 0.4, 1.2, 0.4],
    ],
    deep: 0.16,
    bulge: 0.35,
    count: 20,
    width: 8,
    mid: 50,
    fine: 70,
    from: 0.06,
    base: 0.2,
    gain: 0.78,
  }),
  cloth(sheet(flip(shirtLeft)), {
    ramp: LINEN,
    folds: [
      [2.4, 0.5, 0.5, 1],
      [5, 0.1, 1.2, 0.4],
    ],
    deep: 0.16,
    bulge: 0.35,
    count: 20,
    width: 8,
    mid: 50,
    fine: 70,
    from: 0.06,
    base: 0.06,
    gain: 0.7,
  }),
  [shirtLeft[0], flip(shirtLeft)[0]].map((g) => [
    fill(stroke(spline(g, 40), taper(1.4, 0.2, 0.1)), [250, 240, 222], 'opacity=".8"'),
    fill(
      stroke(
        spline(
          g.map(([x, y]) => [x + (600 - x) * 0.03, y + 2]),
          40,
        ),
        taper(1.4, 0.2, 0.1),
      ),
      [80, 34, 32],
      'opacity=".5"',
    ),
  ]),
]);
layer(
  'cloak-rim',
  [-1, 1].map((side) =>
    Array.from({ length: 46 }, () => {
      const at = sheet(side < 0 ? drape : flip(drape));
      const a = between(0.1, 0.75);
      const len = between(0.1, 0.35);
      const u = abs(jig(0.04));
      const out = between(3, 9);
      const pts = Array.from({ length: 9 }, (_, i) => {
        const t = min(1, a + (len * i) / 8);
        const p = at(u, t);
        const c = at(0.3, t);
        const o = unit([p[0] - c[0], p[1] - c[1]]);
        return [p[0] + o[0] * out, p[1] + o[1] * out];
      });
      return fill(
        stroke(pts, taper(between(1, 3.4), 0.3, 0.5)),
        side < 0 ? [128, 148, 100] : [100, 128, 160],
        `opacity="${n1(between(0.15, 0.5))}"`,
      );
    }),
  ),
);
const roll = [
  xy('497 826  460 914  470 1008  536 1084  600 1128'),
  xy('462 814  392 914  404 1040  488 1126  602 1160'),
  xy('428 808  334 918  348 1086  450 1174  604 1196'),
  xy('400 806  284 928  286 1130  420 1226  606 1238'),
];
const rollShade = (_x, _y, u, t) => -0.3 * smooth(0.26, 0.02, t) - 0.16 * smooth(0.82, 1, u) - 0.1 * smooth(0.1, 0, u);
layer('hood', [
  cloth(sheet(flip(roll)), {
    ramp: GREEN,
    folds: [
      [2.3, 0.55, 0.35, 1],
      [5.3, 0.1, 0.8, 0.4],
    ],
    deep: 0.3,
    bulge: 0.85,
    count: 46,
    width: 12,
    mid: 120,
    fine: 200,
    shade: rollShade,
    cy: 1300,
    from: 0.08,
  }),
  cloth(sheet(roll), {
    ramp: GREEN,
    folds: [
      [2.1, 0.15, 0.35, 1],
      [4.9, 0.7, 0.8, 0.4],
    ],
    deep: 0.3,
    bulge: 0.85,
    count: 46,
    width: 12,
    mid: 120,
    fine: 200,
    shade: rollShade,
    cy: 1300,
    from: 0.08,
    base: 0.1,
  }),
  `<g ${soft(12)}>${[-1, 1].map((d) => dot(600 + d * 164, 822, 50, 22, '#050a0a', 'opacity=".75"')).join('')}</g>`,
  trim(sheet(flip(roll)), 0.42),
  trim(sheet(roll), 0.62),
]);
/** An embroidered border along the hood's edge. */
function trim(at, k) {
  const gold = [
    [52, 34, 20],
    [112, 78, 36],
    [176, 134, 66],
    [232, 200, 124],
  ];
  const lit = (t) => clamp(k + 0.25 * sin(t * 5 + k * 4) - 0.5 * smooth(0.3, 0.06, t));
  const rail = (u, w) => {
    const pts = run(at, u, 0.04, 1, 40);
    return fill(
      stroke(pts, () => w),
      along(
        pts,
        Array.from({ length: 7 }, (_, i) => ramp(gold, lit(i / 6) + jig(0.06))),
      ),
    );
  };
  const band = run(at, 0.085, 0.04, 1, 40);
  const motifs = Array.from({ length: 26 }, (_, i) => {
    const t = 0.08 + i * 0.035;
    const [x, y] = at(0.085, t);
    const q = at(0.085, t + 0.01);
    const a = atan2(q[1] - y, q[0] - x);
    const c = ramp(gold, lit(t) + 0.1);
    const petal = (turn, l) => {
      const e = [x + cos(a + turn) * l, y + sin(a + turn) * l];
      return fill(
        stroke(spline([[x, y], [(x + e[0]) / 2, (y + e[1]) / 2], e], 7), (v) => 1.9 * sin(PI * v) + 0.2),
        c,
      );
    };
    return [petal(0.7, 8), petal(-0.7, 8), petal(0, 11), dot(x + cos(a) * 13, y + sin(a) * 13, 1.5, 1.5, [190, 62, 40])];
  });
  return [
    `<g ${soft(2)}>${pen(line(band.map(([x, y]) => [x, y + 3])), '#060c0c', 24, 'opacity=".35"')}</g>`,
    fill(
      stroke(band, () => 9.5),
      [26, 34, 26],
    ),
    rail(0.03, 1.6),
    rail(0.14, 1.3),
    motifs,
  ];
}
function leaf(x, y, angle, len) {
  const a = (d, s) => [x + cos(angle) * d - sin(angle) * s, y + sin(angle) * d + cos(angle) * s];
  const body = shape([
    a(0, 0),
    a(len * 0.3, -len * 0.17),
    a(len * 0.7, -len * 0.14),
    a(len, 0),
    a(len * 0.7, len * 0.14),
    a(len * 0.3, len * 0.17),
  ]);
  const half = shape([a(0, 0), a(len * 0.3, -len * 0.16), a(len * 0.7, -len * 0.13), a(len, 0), a(len * 0.5, 0)]);
  return [
    fill(body, [62, 92, 40]),
    fill(half, [132, 158, 70], 'opacity=".8"'),
    pen(line([a(0, 0), a(len * 0.95, 0)]), [188, 196, 116], 1.4),
    Array.from({ length: 5 }, (_, i) =>
      [-1, 1].map((s) =>
        pen(
          line([a(len * (0.15 + i * 0.16), 0), a(len * (0.24 + i * 0.16), s * len * 0.1 * (1 - i * 0.13))]),
          [176, 188, 108],
          0.8,
          'opacity=".6"',
        ),
      ),
    ),
  ];
}
function berry(x, y, r) {
  const g = radial(`berry${round(x)}-${round(y)}`, n1(x - r * 0.35), n1(y - r * 0.4), n1(r * 1.5), [
    [0, '#ff9a6a'],
    [0.3, '#e2452c'],
    [0.7, '#a11a1c'],
    [1, '#4a0a14'],
  ]);
  return [
    dot(x, y, r, r, g),
    dot(x - r * 0.35, y - r * 0.42, r * 0.24, r * 0.18, '#fff1dc', 'opacity=".9"'),
    dot(x + r * 0.25, y + r * 0.45, r * 0.16, r * 0.13, '#2c0810', 'opacity=".8"'),
    pen(
      `M${n1(x + r * 0.3)} ${n1(y + r * 0.8)}A${n1(r * 0.85)} ${n1(r * 0.85)} 0 0 0 ${n1(x + r * 0.85)} ${n1(y + r * 0.1)}`,
      '#8fa6c8',
      1,
      'opacity=".5"',
    ),
  ];
}
layer('brooch', [
  `<g ${soft(6)}>${dot(606, 1184, 62, 44, '#05090a', 'opacity=".65"')}</g>`,
  xy('2.75 74  3.35 70  2.2 66  0.35 74  -0.25 68  0.95 64').map(([a, l]) => leaf(600 + cos(a) * 12, 1160 + sin(a) * 8, a, l)),
  [
    [-26, -4, 15],
    [24, -8, 15],
    [-10, -22, 14],
    [8, -26, 13],
    [-34, 18, 13],
    [34, 14, 14],
    [-14, 22, 16],
    [16, 20, 16],
    [0, -2, 17],
  ].map(([dx, dy, r]) => berry(600 + dx, 1162 + dy, r)),
]);

// ---------------------------------------------------------------- 4 ear and head
const ear = xy('404 478  382 466  364 482  362 516  372 552  384 584  400 596  410 580');
layer('ear', [
  fill(
    shape(ear),
    radial('ear-g', 388, 520, 74, [
      [0, '#b5604c'],
      [0.55, '#d98a6c'],
      [1, '#f0b592'],
    ]),
  ),
  `<g ${soft(3)}>${fill(shape(xy('402 498  386 490  376 508  382 540  396 566  408 560')), [128, 48, 42], 'opacity=".75"')}
${fill(shape(xy('408 520  396 514  390 530  400 552  410 556')), [84, 26, 28], 'opacity=".7"')}
${pen(curve(xy('398 482  380 476  370 494  371 520  380 550')), [255, 206, 168], 6, 'opacity=".85" stroke-linecap="round"')}</g>`,
  `<g ${soft(1.2)}>${pen(
    curve(xy('402 504  392 500  386 516  391 540  398 556')),
    [240, 168, 134],
    4,
    'opacity=".8" stroke-linecap="round"',
  )}
${pen(curve(xy('386 578  396 588  404 584')), [250, 186, 150], 5, 'opacity=".7" stroke-linecap="round"')}
${pen(curve(xy('378 488  373 505  375 525')), [255, 232, 206], 2, 'opacity=".8" stroke-linecap="round"')}</g>`,
]);
const headField = field(form.head, 376, 190, 824, 790, 2);
const rim = outline(form.head, 600, 480, 160);
const headClip = clip('head-clip', line(rim, true));
const cheekFreckles = Array.from({ length: 190 }, () => {
  const side = rnd() < 0.5 ? -1 : 1;
  const nose = rnd() < 0.28;
  const x = nose ? 600 + jig(44) : 600 + side * (112 + jig(78));
  const y = nose ? 560 + jig(52) : 556 + jig(58);
  const r = between(0.5, 1.7);
  if (y < 512 && abs(x - 600) > 40) return '';
  return dot(x, y, r * between(0.9, 1.3), r, [158, 84, 56], `opacity="${n1(between(0.12, 0.4))}"`);
});
layer(
  'head',
  [
    fill(line(rim, true), [150, 92, 78]),
    `<g ${soft(3)}>${brush(headField, { gap: 8, width: 17, length: 22, jitter: 1.5 })}</g>`,
    `<g ${soft(1)}>${brush(headField, { gap: 7, width: 9, length: 24, jitter: 5.5, opacity: 0.6 })}</g>`,
    `<g ${soft(1.1)}>${brush(headField, { gap: 4.5, width: 4, length: 13, jitter: 2.5, opacity: 0.6, need: 0.35 })}</g>`,
    `<g ${soft(0.5)}>${brush(headField, { gap: 11, width: 6, length: 26, jitter: 9, opacity: 0.26 })}</g>`,
    brush(headField, { gap: 13, width: 2.4, length: 24, jitter: 10, opacity: 0.2 }),
  ],
  headClip,
);

layer(
  'accents',
  [
    `<g ${soft(12)}>${dot(468, 548, 40, 13, '#ffe4c4', 'opacity=".34" transform="rotate(-18 468 548)"')}${dot(540, 330, 66, 30, '#ffe8cc', 'opacity=".26"')}${dot(452, 640, 16, 52, '#a8583e', 'opacity=".2" transform="rotate(-24 452 640)"')}${dot(740, 640, 18, 56, '#7c3436', 'opacity=".24" transform="rotate(24 740 640)"')}${dot(590, 742, 34, 14, '#ffdcc0', 'opacity=".26"')}</g>`,
    `<g ${soft(5)}>${pen(curve(xy('632 500  634 540  641 578')), '#d8603c', 7, 'opacity=".26" stroke-linecap="round"')}${pen(
      curve(xy('545 632  528 655  520 690')),
      '#a0523e',
      5,
      'opacity=".16" stroke-linecap="round"',
    )}${pen(curve(xy('655 632  674 655  682 690')), '#84383a', 5, 'opacity=".2" stroke-linecap="round"')}</g>`,
    `<g ${soft(2.5)}>${pen(curve(xy('594 626  594 636  592 646')), '#8e4a3e', 4, 'opacity=".14" stroke-linecap="round"')}${pen(
      curve(xy('606 626  607 636  609 646')),
      '#ffd8bc',
      4,
      'opacity=".3" stroke-linecap="round"',
    )}</g>`,
  ],
  headClip,
);

// ---------------------------------------------------------------- 5 nose and lips
layer('nose', [
  `<g ${soft(2.2)}>${dot(586, 613.5, 8.5, 4, [74, 20, 20], 'opacity=".85" transform="rotate(-14 586 613)"')}${dot(614, 613.5, 8.5, 4, [64, 16, 20], 'opacity=".85" transform="rotate(14 614 613)"')}</g>`,
  `<g ${soft(1)}>${pen(curve(xy('577 611  583 608.5  592 611.5')), [58, 14, 16], 2.4, 'opacity=".7" stroke-linecap="round"')}${pen(
    curve(xy('623 611  617 608.5  608 611.5')),
    [52, 12, 16],
    2.4,
    'opacity=".7" stroke-linecap="round"',
  )}</g>`,
  `<g ${soft(1.6)}>${pen(curve(xy('562 586  556 600  561 612')), [150, 72, 58], 3, 'opacity=".34" stroke-linecap="round"')}${pen(
    curve(xy('638 586  644 600  639 612')),
    [110, 44, 42],
    3.4,
    'opacity=".34" stroke-linecap="round"',
  )}</g>`,
  `<g ${soft(2.4)}>${dot(593, 584, 9, 7, '#fff0dc', 'opacity=".5"')}${pen(
    curve(xy('596 470  595 510  594 550')),
    '#ffe9cf',
    5,
    'opacity=".4" stroke-linecap="round"',
  )}</g>`,
  `<g ${soft(0.8)}>${dot(591.5, 582, 3.4, 2.4, '#fff6e8', 'opacity=".6"')}</g>`,
]);
const lipTop = xy('536 666  556 659.5  576 652.5  589 649.5  600 653  611 649.5  624 652.5  644 659.5  662 666');
const lipLine = xy('536 666  553 666.4  574 666  588 667.2  600 669.6  612 667.2  626 666  647 666.4  662 666');
const lipLow = xy('536 666  552 676.5  572 686  588 690.5  600 691.5  612 690.5  628 686  648 676  662 666');
const between2 = (a, b) => line([...spline(a, 50), ...spline(b, 50).reverse()], true);
const lipsAll = between2(lipTop, lipLow);
layer('lips', [
  `<g ${soft(6)}>${fill(
    shape(xy('556 694  600 702  646 692  636 706  600 712  566 706')),
    [128, 58, 52],
    'opacity=".42"',
  )}${dot(532, 667, 9, 7, [120, 52, 48], 'opacity=".4"')}${dot(668, 667, 9, 7, [100, 40, 42], 'opacity=".45"')}</g>`,
  `<g ${soft(1.6)}>${fill(
    between2(lipTop, lipLine),
    radial('lip-up', 588, 650, 84, [
      [0, '#c86a5e'],
      [0.5, '#b0504a'],
      [1, '#8c3c3c'],
    ]),
  )}${fill(
    between2(lipLine, lipLow),
    radial('lip-low', 590, 676, 70, [
      [0, '#e08a7a'],
      [0.45, '#cc6a60'],
      [1, '#9c4644'],
    ]),
  )}</g>`,
  `<g ${clip('lip-clip', lipsAll)}>
<g ${soft(2)}>${pen(curve(lipTop.map(([x, y]) => [x, y + 3])), [226, 140, 120], 3, 'opacity=".5"')}${pen(curve(lipLine.map(([x, y]) => [x, y - 2])), [110, 32, 38], 5, 'opacity=".5"')}${pen(curve(lipLow.map(([x, y]) => [x, y - 1])), [132, 52, 52], 4, 'opacity=".45"')}${fill(
    shape(xy('640 655  664 668  640 690  618 690  622 670')),
    [92, 32, 44],
    'opacity=".4"',
  )}</g>
<g ${soft(1.8)}>${pen(
    curve(xy('572 677  588 680.5  604 680')),
    '#ffd9c6',
    5,
    'opacity=".7" stroke-linecap="round"',
  )}${dot(584, 655.5, 8, 2, '#f2b09a', 'opacity=".6" transform="rotate(-14 584 655)"')}</g>
${Array.from({ length: 34 }, (_, i) => {
  const x = 552 + i * 2.9 + jig(1.5);
  const y = 673 + jig(2);
  const k = (x - 600) / 64;
  return pen(
    `M${n1(x)} ${n1(y)}q${n1(-k * 1.5)} 4 ${n1(-k * 4)} ${n1(between(6, 12) * (1 - k * k * 0.6))}`,
    rnd() < 0.45 ? [246, 176, 158] : [138, 56, 56],
    0.9,
    'opacity=".28"',
  );
}).join('')}
<g ${soft(0.7)}>${pen(curve(xy('577 677.5  588 680  597 680')), '#fff4ea', 1.8, 'opacity=".7" stroke-linecap="round"')}</g></g>`,
  `<g ${soft(0.7)}>${fill(
    stroke(
      spline([[533, 665], ...lipLine.slice(1, -1), [664.5, 665]], 50),
      (t) => 0.35 + 1.5 * pow(sin(PI * t), 1.1) + 0.3 * sin(PI * t * 3) ** 2,
    ),
    [78, 22, 30],
    'opacity=".85"',
  )}</g>`,
]);

// ---------------------------------------------------------------- 6 eyes
const LID_UP = xy('54 484  61 472.5  75 460  97 452.5  119 454  135 461.5  147 472.5');
const LID_LOW = xy('147 472.5  136 483.5  118 490.5  97 493  77 491  64 487.5  54 484');
const IRIS = { dx: 100, y: 470.5, r: 21.8 };
function eye(side) {
  const name = side < 0 ? 'eye-left' : 'eye-right';
  const X = (d) => 600 + side * d;
  const P = (pts) => pts.map(([d, y]) => [X(d), y]);
  const up = spline(P(LID_UP), 60);
  const low = spline(P(LID_LOW), 60);
  const opening = line([...up, ...low], true);
  const cx = X(IRIS.dx);
  const cy = IRIS.y;
  const r = IRIS.r;
  const sh = (c) => hex(side < 0 ? c : [c[0] * 0.94 - 3, c[1] * 0.94, c[2] * 0.94 + 4]); // the right eye lies in the shade
  const fibres = Array.from({ length: 120 }, (_, i) => {
    const a = (i / 120) * 2 * PI + jig(0.03);
    const r0 = r * between(0.36, 0.5);
    const r1 = r * between(0.62, 0.97);
    const c =
      r0 < r * 0.42 && rnd() < 0.7
        ? [214, 158, 72]
        : ramp(
            [
              [52, 70, 52],
              [104, 122, 76],
              [170, 170, 110],
            ],
            clamp(0.5 + 0.35 * sin(a) + jig(0.5)),
          );
    return pen(
      `M${n1(cx + cos(a) * r0)} ${n1(cy + sin(a) * r0)}L${n1(cx + cos(a + jig(0.06)) * r1)} ${n1(cy + sin(a) * r1)}`,
      c,
      between(0.6, 1.3),
      `opacity="${n1(between(0.35, 0.85))}"`,
    );
  });
  const lash = (t, len, lean) => {
    const k = t * 59;
    const p = up[floor(k)];
    const q = up[min(59, floor(k) + 1)];
    const nx = q[1] - p[1];
    const ny = -(q[0] - p[0]);
    const l = hypot(nx, ny) || 1;
    const s = side < 0 ? -1 : 1;
    const ox = (nx / l) * s * len;
    const oy = (ny / l) * s * len;
    const tip = [p[0] + ox + side * lean, p[1] + oy];
    const mid = [p[0] + ox * 0.5 + side * lean * 0.25, p[1] + oy * 0.42];
    return fill(
      stroke(spline([p, mid, tip], 7), (v) => 0.95 * (1 - v) + 0.12),
      '#1c0d0d',
      'opacity=".8"',
    );
  };
  const lashes = Array.from({ length: 34 }, (_, i) => {
    const t = 0.3 + 0.68 * (i / 33);
    return lash(clamp(t + jig(0.012), 0, 0.985), mix(2, 8.5, smooth(0.15, 0.85, t)) * between(0.75, 1.1), mix(0, 9, smooth(0.35, 1, t)));
  });
  const lowLashes = Array.from({ length: 20 }, (_, i) => {
    const p = low[3 + i * 2];
    const k = 1 - i / 24;
    return fill(
      stroke(
        [
          [p[0], p[1] + 0.6],
          [p[0] + side * 2.2 * k, p[1] + 2.6],
          [p[0] + side * 4.2 * k, p[1] + between(4, 6) * (0.55 + 0.45 * k)],
        ],
        (v) => 0.6 * (1 - v) + 0.1,
      ),
      '#3a1c18',
      'opacity=".55"',
    );
  });
  const crease = spline(P(xy('53 468  62 455  80 442  101 437.5  122 440.5  140 450  152 463')), 40);
  return [
    `<g ${soft(4)}>${fill(line([...crease, ...[...up].reverse()], true), side < 0 ? [232, 176, 148] : [176, 116, 104], 'opacity=".55"')}
${fill(shape(P(xy('44 474  52 452  70 438  60 462  50 484'))), [132, 66, 62], 'opacity=".45"')}
${pen(line([...crease].slice(2)), [132, 66, 56], 5, 'opacity=".5"')}</g>`,
    `<g ${soft(3)}>${pen(curve(P(xy('55 499  76 508  98 513  122 511  145 501'))), [164, 92, 82], 4, 'opacity=".38"')}${pen(
      curve(P(xy('64 506  96 520  130 515'))),
      side < 0 ? [255, 214, 186] : [220, 160, 142],
      5,
      'opacity=".3"',
    )}</g>`,
    `<g ${soft(0.9)}>${fill(
      stroke(crease, (t) => 0.3 + 1.5 * pow(sin(PI * t), 0.8)),
      [98, 42, 38],
      'opacity=".72"',
    )}</g>`,
    fill(
      opening,
      radial(`${name}-white`, cx - 3, cy + 4, 66, [
        [0, sh([252, 244, 236])],
        [0.55, sh([236, 222, 214])],
        [1, sh([196, 166, 160])],
      ]),
    ),
    `<g ${clip(`${name}-clip`, opening)}>
<g ${soft(2)}>${dot(X(55), 484.5, 6.5, 5, [206, 110, 104], 'opacity=".95"')}${dot(X(146), 478, 8, 7, [178, 110, 104], 'opacity=".5"')}${pen(line(low), [214, 150, 142], 5, 'opacity=".5"')}</g>
<g id="${name}-iris">
<g ${soft(1.4)}>${dot(cx, cy, r + 0.8, r + 0.8, [40, 44, 36], 'opacity=".75"')}</g>
${dot(
  cx,
  cy,
  r,
  r,
  radial(`${name}-irisg`, cx, cy, r, [
    [0, '#84501e'],
    [0.4, '#9a6e32'],
    [0.58, '#6f7644'],
    [0.82, '#40553d'],
    [1, '#16211c'],
  ]),
)}
${fibres.join('')}
<g ${soft(2.4)}><path d="M${n1(cx - r * 0.72)} ${n1(cy + r * 0.3)}A${r * 0.8} ${r * 0.8} 0 0 0 ${n1(cx + r * 0.72)} ${n1(cy + r * 0.3)}" fill="none" stroke="#e0d890" stroke-width="6" opacity=".42"/></g>
${pen(`M${n1(cx - r + 0.8)} ${cy}a${r - 0.8} ${r - 0.8} 0 1 0 ${2 * r - 1.6} 0a${r - 0.8} ${r - 0.8} 0 1 0 ${-2 * r + 1.6} 0`, '#15201a', 2.2, `opacity=".7" ${soft(0.6)}`)}
<g ${soft(0.6)}>${dot(cx, cy, r * 0.42, r * 0.42, '#0c0909')}</g>
</g>
<g ${soft(3)}>${pen(line(up), [40, 16, 22], 15, 'opacity=".5"')}</g>
<g ${soft(0.5)}>${fill(
      shape([
        [cx - r * 0.6, cy - r * 0.56],
        [cx - r * 0.17, cy - r * 0.68],
        [cx - r * 0.1, cy - r * 0.32],
        [cx - r * 0.47, cy - r * 0.2],
      ]),
      '#fffdf6',
      'opacity=".95"',
    )}${dot(cx + r * 0.45, cy + r * 0.45, 2.9, 2.2, '#dfeaff', 'opacity=".7"')}</g>
${fill(line([...low, ...low.map(([x, y], i) => [x, y - (side < 0 ? 5.4 : 6.6) * pow(sin((PI * i) / 59), 0.3)]).reverse()], true), side < 0 ? [224, 170, 150] : [188, 130, 118])}
<g ${soft(0.4)}>${pen(line(low.slice(8, 52).map(([x, y]) => [x, y - (side < 0 ? 4.6 : 5.6)])), side < 0 ? '#f2c6b2' : '#d6a392', 1, 'opacity=".6"')}${dot(X(54), 485, 1.6, 1.2, '#fff', 'opacity=".8"')}</g>
</g>`,
    `<g ${soft(0.5)}>${fill(
      stroke(
        spline(P(xy('54 483  61 471.5  75 459  97 451.5  119 453  136 461  148 471.5  154 474.5')), 50),
        (t) => 0.5 + 2.1 * smooth(0.02, 0.6, t) * (1 - smooth(0.8, 1, t)),
      ),
      '#1a0c0e',
    )}
${pen(line(low.slice(2, 50)), [112, 50, 46], 1.6, 'opacity=".7"')}</g>`,
    lashes,
    lowLashes,
  ];
}
layer('eye-left', eye(-1));
layer('eye-right', eye(1));

// ---------------------------------------------------------------- 7 brows
function brow(side) {
  const X = (d) => 600 + side * d;
  const low = spline(
    xy('47 428.5  72 419  104 410  134 409.5  156 416  173 427').map(([d, y]) => [X(d), y]),
    60,
  );
  const top = spline(
    xy('47 402  72 395.5  104 390  134 392  156 401  174 424').map(([d, y]) => [X(d), y]),
    60,
  );
  const hairs = Array.from({ length: 240 }, () => {
    const t = pow(rnd(), 0.9);
    const v = pow(rnd(), 0.8);
    const k = t * 59;
    const i = floor(k);
    const p = [mix(low[i][0], top[i][0], v), mix(low[i][1], top[i][1], v)];
    const g = unit([low[min(59, i + 3)][0] - low[max(0, i - 3)][0], low[min(59, i + 3)][1] - low[max(0, i - 3)][1]]);
    const lift = mix(1.1, 0.05, smooth(0, 0.4, t)) + (v < 0.5 ? 0.25 : -0.3) + jig(0.2);
    const a = atan2(g[1], g[0]) + (side > 0 ? -lift : lift);
    const len = mix(13, 17, smooth(0, 0.3, t)) * (1 - 0.45 * smooth(0.7, 1, t)) * between(0.7, 1.1);
    const tip = [p[0] + cos(a) * len, p[1] + sin(a) * len];
    const mid = [p[0] + cos(a) * len * 0.5, p[1] + sin(a) * len * 0.5 - 0.8];
    return fill(
      stroke(spline([p, mid, tip], 6), (q) => 0.95 * (1 - q) * smooth(-0.3, 0.2, q) + 0.12),
      ramp(
        [
          [58, 24, 20],
          [104, 48, 32],
          [158, 84, 52],
        ],
        rnd() * (side < 0 ? 1 : 0.75),
      ),
      `opacity="${n1(between(0.45, 0.9))}"`,
    );
  });
  return [
    `<g ${soft(4)}>${fill(line([...low.map(([x, y]) => [x, y - 3]), ...[...top].reverse().map(([x, y]) => [x, y - 1.5])], true), [98, 44, 34], 'opacity=".68"')}</g>`,
    hairs,
  ];
}
layer('brows', [brow(-1), brow(1)]);
layer('freckles', cheekFreckles.filter(Boolean), soft(0.7));

// ---------------------------------------------------------------- 8 hair in front
const sweepLeft = sheet([
  xy('670 230  612 258  530 296  458 350  411 408  384 462  366 526  372 606  398 690  384 780  410 870  388 960  402 1030'),
  xy('666 172  590 182  496 220  416 300  370 392  346 480  332 570  350 660  344 750  366 840  346 930  362 1020'),
  xy('660 128  578 122  466 156  378 250  334 370  308 480  306 590  320 680  306 770  326 860  302 945  322 1010'),
  xy('652 97  566 89  436 112  344 212  300 350  274 470  284 580  286 670  262 760  278 850  254 930  278 990'),
]);
const sweepRight = sheet([
  xy('670 230  722 258  768 320  796 400  808 480  800 570  780 660  798 750  776 840  796 930  774 1010'),
  xy('666 172  740 192  806 280  836 390  850 500  838 600  822 690  842 780  820 870  840 950  818 1020'),
  xy('660 128  750 140  838 230  876 370  890 490  876 600  870 690  890 780  866 870  884 950  862 1015'),
  xy('652 97  740 99  850 178  902 340  922 480  910 590  914 680  938 770  914 860  932 935  906 995'),
]);
/** One lock: strands that swell, wave and run together into a point. */
function bigLock(at, uc, half, { end, swing, phase, freq = 9, level = 0, lean = 0, thick = 1, start = 0 }) {
  const path = (off, a, b, n, twist) =>
    Array.from({ length: n }, (_, i) => {
      const t = mix(a, b, i / (n - 1));
      const pinch = (1 + 0.25 * smooth(0.1, 0.5, t)) * (1 - 0.93 * smooth(0.74 * end, end, t));
      const u = uc + clamp(off + 0.35 * sin(twist + 5 * t), -1.15, 1.15) * half * pinch + lean * smooth(0.3, 1, t);
      const p = at(u, t);
      const q = at(u, min(1, t + 0.02));
      const g = unit([q[0] - p[0] || 0.01, q[1] - p[1]]);
      const w = swing * sin(phase + freq * t) * smooth(0.3, 0.75, t);
      return [p[0] - g[1] * w, p[1] + g[0] * w];
    });
  const at0 = at(uc - half, 0.5);
  const at1 = at(uc + half, 0.5);
  const girth = hypot(at0[0] - at1[0], at0[1] - at1[1]) * thick;
  const put = (off, width, n, o = {}) => {
    const a = o.a ?? start + rnd() * 0.03;
    const b = min(1, o.b ?? end - abs(off) * 0.05 - rnd() * 0.05);
    const pts = path(off, a, b, n, o.twist ?? phase);
    return fill(
      stroke(pts, taper(width / 2, o.head ?? 0.1, o.tail ?? 0.5)),
      along(pts, hairLight(pts, o.stops ?? 6, off * 1.05 + jig(0.12), level + (o.level ?? 0) + jig(0.05), o.gloss ?? 0.8)),
      o.opacity ? `opacity="${n1(o.opacity)}"` : '',
    );
  };
  const shade = path(0, start, end * 0.98, 30, phase);
  return [
    uc > 0.84
      ? ''
      : `<path d="${stroke(
          shade.map(([x, y]) => [x + 4, y + 5]),
          taper(girth * 0.62, 0.1, 0.5),
        )}" fill="#1c0a0e" opacity=".38" ${soft(5)}/>`,
    [-0.8, 0.8, -0.4, 0.4, 0].map((off) => put(off, girth * 0.52, 32, { level: -0.07, gloss: 0.35, tail: 0.36, b: end - abs(off) * 0.03 })),
    Array.from({ length: 9 }, () => put(between(-1, 1), between(4, 9), 20, { level: -0.02, gloss: 0.8, twist: phase + jig(0.6) })),
    Array.from({ length: 13 }, () =>
      put(between(-1, 1), between(1.5, 3.4), 20, { stops: 4, level: 0.02, gloss: 1.15, twist: phase + jig(1.2) }),
    ),
    Array.from({ length: 4 }, () => {
      const a1 = between(0, 0.6);
      return put(between(-1, 1), between(2, 4), 12, {
        a: a1,
        b: a1 + between(0.12, 0.3),
        head: 0.4,
        level: -0.22,
        gloss: 0.1,
        opacity: 0.6,
        twist: phase + jig(1.2),
      });
    }),
  ];
}
layer(
  'hair-shadow',
  [
    fill(curve(xy('640 240  600 280  520 322  456 376  424 430  404 480  380 400  420 280  560 220')), [116, 44, 34], 'opacity=".6"'),
    fill(curve(xy('680 240  730 290  764 360  776 440  780 540  772 660  800 640  810 400  740 250')), [92, 34, 36], 'opacity=".6"'),
  ],
  `${soft(9)} ${headClip}`,
);
const mass = (at) => fill(line([...run(at, 0.05, 0, 0.72, 40), ...run(at, 0.97, 0, 0.72, 40).reverse()], true), [58, 22, 20]);
layer('hair-front', [
  [sweepRight, sweepLeft].map((at, side) => [
    `<g ${soft(1.6)}>${mass(at)}</g>`,
    locks(at, {
      locks: 34,
      strands: 1,
      even: true,
      width: [20, 30],
      level: -0.08,
      gloss: 0.3,
      vary: 0.04,
      head: 0.05,
      tail: 0.4,
      end: [0.78, 0.9],
      n: 40,
      sway: 8,
      waves: 9,
    }),
    [0.93, 0.5, 0.72, 0.3, 0.84, 0.61, 0.4, 0.2, 1, 0.1, 0.78, 0.52, 0.02].map((u) =>
      bigLock(at, u, between(0.06, 0.085), {
        end: between(0.88, 1),
        swing: between(8, 20) * (u < 0.15 ? 0.6 : 1),
        phase: u * 3 + jig(1.4),
        freq: between(13, 17),
        level: jig(0.07),
        lean: jig(0.06),
        start: u > 0.9 ? 0 : between(0, 0.04),
      }),
    ),
    Array.from({ length: 9 }, () =>
      bigLock(at, rnd(), between(0.02, 0.035), {
        end: between(0.88, 1),
        swing: between(10, 24),
        phase: between(0, 6),
        freq: between(13, 18),
        level: 0.04 + jig(0.06),
        lean: jig(0.1),
        start: between(0.2, 0.4),
      }),
    ),
    // strands that make the outline: lit along the outer edge, a few over the brow
    [1, 0].map((edge) =>
      Array.from({ length: edge ? 80 : 44 }, () => {
        const a = between(0, 0.4);
        const b = edge ? a + between(0.25, 0.5) : a + between(0.1, 0.25);
        const shift = between(-10, edge ? 15 : 7);
        const pts = Array.from({ length: 22 }, (_, i) => {
          const t = mix(a, b, i / 21);
          const p = at(edge, t);
          const c = at(0.5, t);
          const o = unit([p[0] - c[0], p[1] - c[1]]);
          const s = shift * smooth(0, 0.12, t);
          return [p[0] + o[0] * s, p[1] + o[1] * s];
        });
        const cool = edge && !side && rnd() < 0.3 ? 0.42 : 0;
        const cols = hairLight(pts, 5, edge ? 0.2 : -0.2, 0.03 + jig(0.08), 1).map((c, i) =>
          blend(c, [150, 168, 206], cool * sin((PI * i) / 4)),
        );
        return fill(
          stroke(pts, taper(edge ? between(1.2, 3) * (cool ? 0.7 : 1) : between(0.7, 2), 0.15, 0.5)),
          along(pts, cols),
          edge ? '' : 'opacity=".75"',
        );
      }),
    ),
    locks(at, {
      locks: 46,
      strands: 2,
      width: [1.2, 2.4],
      spread: 0.02,
      level: 0.03,
      gloss: 1.2,
      vary: 0.08,
      end: [0.7, 1],
      opacity: 0.7,
      n: 20,
      sway: 14,
      waves: 9,
    }),
  ]),
]);
/** A braid down a curve, and the cord that ties it. */
function braid(path, count, width) {
  const at = (t) => {
    const k = clamp(t) * (path.length - 1);
    const i = min(path.length - 2, floor(k));
    return [0, 1].map((q) => mix(path[i][q], path[i + 1][q], k - i));
  };
  const frame = (t) => {
    const a = at(t - 0.01);
    const b = at(t + 0.01);
    return unit([b[0] - a[0], b[1] - a[1]]);
  };
  const place = (t, s) => {
    const p = at(t);
    const g = frame(t);
    return [p[0] - g[1] * s, p[1] + g[0] * s];
  };
  const out = [
    `<g ${soft(5)}>${fill(
      stroke(
        path.map(([x, y]) => [x + 4, y + 5]),
        (t) => width * 1.25 * smooth(0, 0.1, t) * (1 - 0.35 * t),
      ),
      '#16080c',
      'opacity=".6"',
    )}</g>`,
    fill(
      stroke(path, (t) => width * (1 - 0.35 * t) * smooth(-0.06, 0.22, t)),
      [50, 18, 18],
    ),
  ];
  for (let i = 1; i < count; i += 1) {
    const side = i % 2 ? 1 : -1;
    const t = i / count;
    const step = 1 / count;
    const w = width * (1 - 0.35 * t) * smooth(-0.12, 0.22, t);
    for (let k = 0; k < 9; k += 1) {
      const o = k / 8; // across the lobe, from its upper edge to its lower
      const t0 = t - step * 0.5 + o * step * 1.1;
      const t1 = t + step * (1.1 + o * 0.9);
      const pts = spline(
        [
          place(t0, side * w * (0.5 + 0.2 * sin(PI * o))),
          place(mix(t0, t1, 0.3), side * w * 1.08),
          place(mix(t0, t1, 0.65), side * w * 0.66),
          place(t1, -side * w * 0.22),
        ],
        9,
      );
      const shade = 1 - pow(abs(o * 2 - 0.9), 2);
      const lit = 0.14 + 0.3 * shade + (side < 0 ? 0.1 : 0) + jig(0.05);
      out.push(
        fill(
          stroke(pts, (v) => (w * 0.17 + 0.6) * (0.35 + 0.65 * sin(PI * clamp(v * 0.9 + 0.1)))),
          along(pts, [
            ramp(HAIR, lit - 0.12),
            ramp(HAIR, lit + 0.06),
            ramp(HAIR, lit + 0.18 * shade),
            ramp(HAIR, lit - 0.02),
            ramp(HAIR, lit - 0.2),
          ]),
        ),
      );
    }
  }
  const [ex, ey] = at(1);
  const g = frame(0.99);
  for (let k = 0; k < 26; k += 1) {
    const s = jig(width * 0.5);
    const l = between(34, 64);
    const pts = spline(
      [
        [ex + s * 0.5, ey - 4],
        [ex + s * 1.3 + g[0] * l * 0.5, ey + g[1] * l * 0.5],
        [ex + s * 0.8 + g[0] * l, ey + g[1] * l],
      ],
      10,
    );
    out.push(fill(stroke(pts, taper(between(1, 2.6), 0.1, 0.7)), along(pts, hairLight(pts, 4, s / width, 0.02 + jig(0.06), 1))));
  }
  for (let k = -2; k <= 2; k += 1) {
    const a = place(1 + 0 * k, -width * 0.62);
    const b = place(1, width * 0.62);
    const d = k * 4.2;
    out.push(
      pen(
        `M${n1(a[0] + g[0] * d)} ${n1(a[1] + g[1] * d)}Q${n1(ex + g[0] * (d + 4))} ${n1(ey + g[1] * (d + 4))} ${n1(b[0] + g[0] * d)} ${n1(b[1] + g[1] * d)}`,
        k % 2 ? [170, 128, 62] : [214, 176, 100],
        4,
        'stroke-linecap="round"',
      ),
    );
  }
  return out;
}
layer('braid', [
  braid(run(sweepRight, 0.07, 0.17, 0.97, 70), 34, 17),
  // the hair it is gathered from
  Array.from({ length: 44 }, () => {
    const k = rnd();
    const a = between(0, 0.05);
    const b = between(0.2, 0.26);
    const pts = Array.from({ length: 16 }, (_, i) => {
      const t = mix(a, b, i / 15);
      return sweepRight(mix(0.3 * k, 0.07 + (k - 0.5) * 0.06, smooth(0.05, 0.23, t)), t);
    });
    return fill(stroke(pts, taper(between(1.4, 4), 0.15, 0.4)), along(pts, hairLight(pts, 5, k * 1.8 - 0.9, jig(0.1), 1)));
  }),
]);
// wisps before the ear
layer(
  'wisps',
  Array.from({ length: 9 }, (_, i) => {
    const k = i / 8;
    const curl = between(6, 20);
    const pts = spline(
      [
        [414 + k * 8, 398 - k * 12],
        [398 + k * 6 + jig(3), 450],
        [398 + jig(4), 510],
        [404 + curl * 0.4 + jig(3), 560 + jig(20)],
        [400 + curl + jig(4), 600 + jig(46)],
      ],
      22,
    );
    return fill(
      stroke(pts, taper(between(0.5, 1.1), 0.15, 0.75)),
      along(pts, hairLight(pts, 4, jig(0.6), 0.06 + jig(0.08), 1)),
      'opacity=".9"',
    );
  }),
);
layer('parting', [
  `<g ${soft(2.5)}>${fill(
    stroke(spline(xy('670 236  667 180  661 130  653 100'), 20), (t) => 5 * (1 - 0.5 * t)),
    [64, 22, 20],
    'opacity=".55"',
  )}</g>`,
  `<g ${soft(0.8)}>${fill(
    stroke(spline(xy('670 232  668 190  664 150'), 16), (t) => 1.8 * (1 - t)),
    [206, 140, 112],
    'opacity=".7"',
  )}</g>`,
  Array.from({ length: 60 }, (_, i) => {
    const at = i % 2 ? sweepLeft : sweepRight;
    const u = rnd();
    const pts = run(at, u, 0, between(0.03, 0.08), 6).map(([x, y], k) => [x + (i % 2 ? 4 : -4) * (1 - k / 5), y + jig(1)]);
    return fill(stroke(pts, taper(between(0.8, 1.6), 0.1, 0.7)), along(pts, hairLight(pts, 3, jig(0.8), jig(0.1), 0.8)), 'opacity=".8"');
  }),
]);
layer(
  'flyaways',
  [sweepLeft, sweepRight, backLeft, backRight].map((at, k) =>
    Array.from({ length: k < 2 ? 40 : 24 }, () => {
      const edge = k < 2 ? (rnd() < 0.3 ? 0 : 1) : 0;
      const a = between(0.02, 0.7);
      const b = a + between(0.12, 0.4);
      const drift = between(2, 15) * (edge ? 1 : 0.55);
      const bend = jig(14);
      const pts = Array.from({ length: 9 }, (_, i) => {
        const t = mix(a, min(1, b), i / 8);
        const p = at(edge, t);
        const c = at(0.5, t);
        const o = unit([p[0] - c[0], p[1] - c[1]]);
        const s = drift * (i / 8) ** 1.5 + bend * sin((PI * i) / 8) * 0.3;
        return [p[0] + o[0] * s, p[1] + o[1] * s];
      });
      return fill(
        stroke(pts, taper(between(0.5, 1), 0.2, 0.6)),
        along(pts, hairLight(pts, 4, 0, 0.1 + jig(0.1), 1)),
        `opacity="${n1(between(0.35, 0.8))}"`,
      );
    }),
  ),
);

// ---------------------------------------------------------------- out
const filters = [...blurs].map(
  (r) =>
    `<filter id="b${String(r).replace('.', '_')}" x="-40%" y="-40%" width="180%" height="180%" color-interpolation-filters="sRGB"><feGaussianBlur stdDeviation="${r}"/></filter>`,
);
writeFileSync(
  new URL('source.svg', import.meta.url),
  `<svg xmlns="http://www.w3.org/2000/svg" width="${W}" height="${H}" viewBox="0 0 ${W} ${H}">
<title>Rowan</title>
<defs>
${[...filters, ...defs].join('\n')}
</defs>
${layers.join('\n')}
</svg>
`,
);
