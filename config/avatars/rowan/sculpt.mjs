// The form under the paint: a head and neck modelled with smooth distance functions, lit, and handed to draw.mjs as
// colours to paint with. Units are 100 picture pixels; x right, y down, z toward the viewer; the origin lies between the eyes.

export const ORIGIN = [600, 470];
export const UNIT = 100;

const { sqrt, max, min, abs, exp, pow, hypot } = Math;

const smin = (a, b, k) => {
  const h = max(k - abs(a - b), 0) / k;
  return min(a, b) - h * h * k * 0.25;
};
const smax = (a, b, k) => -smin(-a, -b, k);
const ball = (x, y, z, r) => sqrt(x * x + y * y + z * z) - r;
const egg = (x, y, z, a, b, c) => {
  const k0 = hypot(x / a, y / b, z / c);
  const k1 = hypot(x / (a * a), y / (b * b), z / (c * c));
  return k1 < 1e-9 ? -min(a, b, c) : (k0 * (k0 - 1)) / k1;
};
/** A limb from a to b whose thickness goes from ra to rb. */
const limb = (x, y, z, ax, ay, az, bx, by, bz, ra, rb) => {
  const dx = bx - ax;
  const dy = by - ay;
  const dz = bz - az;
  const t = min(1, max(0, ((x - ax) * dx + (y - ay) * dy + (z - az) * dz) / (dx * dx + dy * dy + dz * dz)));
  return hypot(x - ax - dx * t, y - ay - dy * t, z - az - dz * t) - (ra + (rb - ra) * t);
};

export function head(px, y, z) {
  const x = abs(px);
  let d = egg(x, y + 0.95, z + 0.6, 2.1, 2.3, 2.45);
  d = smin(d, egg(x, y - 0.45, z + 0.15, 1.93, 2.4, 2.0), 0.5);
  d = smin(d, limb(x, y, z, 1.22, 1.2, -0.1, 0.22, 2.48, 1.1, 0.54, 0.43), 0.85);
  d = smin(d, egg(x, y - 2.56, z - 1.3, 0.46, 0.38, 0.45), 0.5);
  d = smin(d, egg(x - 1.22, y - 0.72, z - 0.9, 0.62, 0.36, 0.5), 0.6);
  d = smin(d, egg(x - 0.85, y - 1.45, z - 0.95, 0.62, 0.75, 0.5), 0.6);
  d = smin(d, egg(x, y - 1.95, z - 1.18, 0.85, 0.62, 0.62), 0.45);
  d = smin(d, limb(x, y, z, 0.32, -0.46, 1.62, 1.4, -0.46, 1.08, 0.2, 0.2), 0.6);
  d = smax(d, -ball(x - 0.93, y - 0.02, z - 2.02, 0.6), 0.45);
  d = smax(d, -ball(x - 0.5, y - 0.0, z - 2.05, 0.3), 0.4);
  d = smin(d, ball(x - 0.95, y - 0.07, z - 0.98, 0.55), 0.12);
  d = smin(d, limb(x, y, z, 0, -0.4, 1.58, 0, 1.1, 2.2, 0.2, 0.17), 0.5);
  d = smin(d, egg(x, y - 1.0, z - 1.65, 0.4, 0.6, 0.5), 0.3);
  d = smin(d, egg(x, y - 1.2, z - 2.26, 0.235, 0.2, 0.22), 0.22);
  d = smin(d, egg(x - 0.27, y - 1.3, z - 1.95, 0.155, 0.15, 0.24), 0.13);
  d = smax(d, -egg(x - 0.13, y - 1.445, z - 2.08, 0.1, 0.05, 0.16), 0.07);
  d = smax(d, -limb(x, y, z, 0, 1.52, 1.98, 0, 1.76, 1.92, 0.05, 0.07), 0.16);
  d = smin(d, limb(x, y, z, 0, 1.875, 1.8, 0.58, 1.965, 1.5, 0.09, 0.03), 0.12);
  d = smin(d, limb(x, y, z, 0, 2.1, 1.77, 0.4, 2.065, 1.62, 0.13, 0.06), 0.14);
  d = smax(d, -limb(x, y, z, 0, 1.985, 2.06, 0.6, 1.975, 1.78, 0.1, 0.08), 0.1);
  d = smax(d, -egg(x, y - 2.36, z - 1.98, 0.42, 0.1, 0.16), 0.28);
  return d;
}

export function neck(px, y, z) {
  const x = abs(px);
  let d = limb(x, y, z, 0, 1.6, -0.7, 0, 4.6, -0.95, 1.0, 1.02);
  d = smin(d, limb(x, y, z, 0.55, 3.55, -1.15, 3.0, 4.75, -1.3, 0.5, 0.62), 0.9);
  d = smin(d, limb(x, y, z, 1.0, 2.2, -0.45, 0.2, 4.5, 0.04, 0.12, 0.09), 0.6);
  d = smin(d, egg(x, y - 5.6, z + 0.95, 2.6, 1.35, 1.15), 0.6);
  d = smin(d, limb(x, y, z, 0.3, 4.66, 0.1, 2.3, 4.5, -0.55, 0.1, 0.14), 0.5);
  d = smax(d, -ball(x, y - 4.55, z - 0.5, 0.24), 0.5);
  return d;
}

const all = (x, y, z) => min(head(x, y, z), neck(x, y, z));

const unit = (v) => {
  const l = hypot(...v);
  return v.map((c) => c / l);
};
const KEY = unit([-0.72, -0.6, 0.72]);
const RIM = unit([0.95, -0.25, -0.28]);
const HALF = unit([KEY[0], KEY[1], KEY[2] + 1]);

function depth(f, x, y) {
  let z = 3.2;
  for (let i = 0; i < 70; i += 1) {
    const d = f(x, y, z);
    if (d < 0.002) return z;
    z -= max(d * 0.85, 0.004);
    if (z < -2.2) return null;
  }
  return z;
}

function shadow(x, y, z, l, soft) {
  let t = 0.06;
  let s = 1;
  for (let i = 0; i < 28 && t < 3.4; i += 1) {
    const qx = x + l[0] * t;
    const qy = y + l[1] * t;
    const qz = z + l[2] * t;
    const d = all(qx, qy, qz);
    s = min(s, 0.5 + (0.5 * d * soft) / t);
    if (s <= 0) return 0;
    t += max(0.05, d * 0.8);
  }
  return s * s * (3 - 2 * s);
}

const hump = (x, y, cx, cy, rx, ry) => exp(-(((x - cx) / rx) ** 2) - ((y - cy) / ry) ** 2);
const lin = (c) => pow(c / 255, 2.2);
const mix = (a, b, t) => a + (b - a) * t;
const tint = (c, to, t) => c.map((v, i) => mix(v, to[i], min(1, t)));
const SKIN = [238, 193, 166].map(lin);
const ROSE = [222, 112, 96].map(lin);
const OCHRE = [236, 196, 150].map(lin);
const OLIVE = [204, 168, 146].map(lin);
const PLUM = [186, 122, 120].map(lin);

function albedo(x, y) {
  const ax = abs(x);
  let c = SKIN;
  c = tint(c, OCHRE, 0.5 * hump(x, y, 0, -1.3, 1.6, 0.7));
  c = tint(c, OLIVE, 0.55 * hump(ax, y, 0.9, 2.4, 0.9, 0.5) + 0.4 * (y > 2.9 ? 1 : 0));
  c = tint(c, ROSE, 0.5 * hump(ax, y, 1.22, 0.92, 0.6, 0.42));
  c = tint(c, ROSE, 0.42 * hump(x, y, 0, 1.22, 0.34, 0.3) + 0.16 * hump(x, y, 0, 0.75, 0.5, 0.3));
  c = tint(c, ROSE, 0.2 * hump(x, y, 0, 2.75, 0.4, 0.25) + 0.25 * hump(ax, y, 0.93, -0.22, 0.55, 0.14));
  c = tint(c, PLUM, 0.42 * hump(ax, y, 0.52, 0.12, 0.22, 0.25) + 0.3 * hump(ax, y, 0.9, 0.36, 0.45, 0.12));
  c = tint(c, ROSE, 0.3 * hump(x, y, 0, 1.97, 0.75, 0.28));
  return c;
}

/** Linear colour of the surface f under picture point (x, y) in units, and its depth; null beside it. */
export function shade(f, x, y) {
  const z = depth(f, x, y);
  if (z === null) return null;
  const e = 0.012;
  const n = unit([f(x + e, y, z) - f(x - e, y, z), f(x, y + e, z) - f(x, y - e, z), f(x, y, z + e) - f(x, y, z - e)]);
  let ao = 0;
  let w = 0.5;
  for (const h of [0.08, 0.2, 0.4, 0.7]) {
    ao += (w * max(0, h - f(x + n[0] * h, y + n[1] * h, z + n[2] * h))) / h;
    w *= 0.7;
  }
  ao = max(0, 1 - ao * 0.72);
  const s = shadow(x + n[0] * 0.03, y + n[1] * 0.03, z + n[2] * 0.03, KEY, 5);
  const k = n[0] * KEY[0] + n[1] * KEY[1] + n[2] * KEY[2];
  const up = 0.5 - 0.5 * n[1];
  const a = albedo(x, y);
  const wrap = [0.42, 0.22, 0.16];
  const keyLight = [1.72, 1.4, 1.06];
  const sky = [0.185, 0.19, 0.245];
  const ground = [0.25, 0.12, 0.1];
  const soft = [mix(s, 1, 0.16), mix(s, 1, 0.04), s];
  const front = max(0, n[2]) * 0.07;
  const rimK = pow(max(0, n[0] * RIM[0] + n[1] * RIM[1] + n[2] * RIM[2]), 1.2) * 1.5 * min(1, max(0, (abs(x) - 1.2) / 0.6));
  const rim = [0.17 * rimK, 0.26 * rimK, 0.38 * rimK];
  const h = max(0, n[0] * HALF[0] + n[1] * HALF[1] + n[2] * HALF[2]);
  const oil =
    0.05 + 0.16 * hump(x, y, 0, 1.1, 0.35, 0.5) + 0.07 * hump(x, y, -0.5, -1.1, 1.2, 0.5) + 0.06 * hump(abs(x), y, 1.2, 0.7, 0.6, 0.4);
  const spec = (pow(h, 14) * 0.35 + pow(h, 60) * 0.9) * oil * s * 1.6;
  const out = [0, 1, 2].map((i) => {
    const diff = max(0, (k + wrap[i]) / (1 + wrap[i]));
    const light =
      keyLight[i] * diff * diff * (1.35 - 0.35 * diff) * soft[i] * 0.62 +
      (mix(ground[i], sky[i], up) * 0.95 + front) * (0.25 + 0.75 * pow(ao, [0.75, 1.05, 1.1][i])) +
      rim[i] * ao;
    return a[i] * light + spec * [1, 0.95, 0.86][i];
  });
  return { rgb: out, z, n };
}

const film = (v) => {
  const c = max(0, v) * 1.02;
  return min(1, (c * (2.2 * c + 0.5)) / (c * (2.0 * c + 0.95) + 0.34));
};
export const toScreen = (rgb) => rgb.map((v) => 255 * pow(film(v), 1 / 2.2));

/** Samples f over a picture rectangle every `step` pixels. */
export function sample(f, x0, y0, x1, y1, step) {
  const w = Math.round((x1 - x0) / step);
  const h = Math.round((y1 - y0) / step);
  const rgb = new Float32Array(w * h * 3).fill(-1);
  for (let j = 0; j < h; j += 1) {
    for (let i = 0; i < w; i += 1) {
      const got = shade(f, (x0 + (i + 0.5) * step - ORIGIN[0]) / UNIT, (y0 + (j + 0.5) * step - ORIGIN[1]) / UNIT);
      if (got) rgb.set(toScreen(got.rgb), (j * w + i) * 3);
    }
  }
  return { rgb, w, h, x0, y0, step };
}

export const covers = (f, x, y) => depth(f, x, y) !== null;
