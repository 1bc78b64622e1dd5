// The inside of a mouth: the twin of mouth.vert and mouth.frag, which explain it.
#include <stage>
#include <tone>

// Members and order are MouthUniforms', core/rig/mouth/mouth-uniforms.ts.
struct Mouth {
  uRayOrigin: mat3x3<f32>,
  uRayDirection: vec3<f32>,
  uRestX: vec4<f32>,
  uRestY: vec4<f32>,
  uTeeth: vec4<f32>,   // z of the front teeth, y of upper and lower edges, z shift of the lower teeth
  uJaw: vec4<f32>,     // shift x, y; opening; y of the lower lip
  uTexture: vec4<f32>, // blur, clearness of single teeth, grain, pixels of a grain
  uKeep: vec4<f32>,    // own inside: share at rest, distrust near its lips, has teeth, share of its tongue and cavity
  uInsideArea: vec4<f32>,
  uOwnGain: vec3<f32>, // the drawn teeth's colour over the own teeth's, which lie in the lips' shade at rest
  uLight: vec3<f32>,
  uToothColor: vec3<f32>,
  uGumColor: vec3<f32>,
  uTongueColor: vec3<f32>,
  uCavityColor: vec3<f32>,
  uLineColor: vec3<f32>,
  uUnit: f32,          // cm of one unit
  uMouthWidth: f32,    // now, corner to corner
  uFlat: vec2<f32>,    // 1 for a flat drawing; 1 if the portrait's mouth is open
}

@group(0) @binding(1) var<uniform> mouth: Mouth;
@group(0) @binding(2) var uPicture: texture_2d<f32>;
@group(0) @binding(3) var uPictureSampler: sampler;
@group(0) @binding(4) var uInside: texture_2d<f32>; // r: how deep inside the portrait's own lips, g: how surely a tooth
@group(0) @binding(5) var uInsideSampler: sampler;

// Half of the upper jaw: where one tooth ends and the next begins, from the middle outwards.
const UPPER_BOUNDS = array<f32, 7>(0., .86, 1.50, 2.04, 2.38, 2.64, 3.0);
// Per upper tooth: how much shorter than the first, depth and sharpness of its rounded corners, height of its crown.
const UPPER_FORM = array<vec4<f32>, 6>(
  vec4<f32>(0., .055, 6., 1.02), vec4<f32>(.09, .09, 4., .86), vec4<f32>(.02, .15, 1.8, 1.),
  vec4<f32>(.12, .13, 2., .80), vec4<f32>(.19, .11, 2., .72), vec4<f32>(.26, .09, 2., .64),
);
const LOWER_BOUNDS = array<f32, 7>(0., .53, 1.10, 1.66, 2.06, 2.4, 2.8);
const ARCH_SQUARE = .24;
const ARCH_FOURTH = .035;
const NEWTON_STEPS = 7;

struct Varyings {
  @builtin(position) position: vec4<f32>,
  @location(0) vPixel: vec2<f32>,
  @location(1) vEdge: vec4<f32>, // units from the upper lip, the lower lip, the nearer corner; units between the lips; see tongueOut if the last is -1
  @location(2) vLip: vec2<f32>,  // picture pixels where the portrait shows the nearest lip's inner edge
  @location(3) vCover: f32,
}

@vertex
fn mainVertex(
  @location(0) aPosition: vec2<f32>,
  @location(1) aEdge: vec4<f32>,
  @location(2) aLip: vec2<f32>,
  @location(3) aCover: f32,
) -> Varyings {
  return Varyings(toStage(aPosition), aPosition, aEdge / mouth.uUnit, aLip, aCover);
}

fn square(x: f32) -> f32 { return x * x; }

fn edgeStep(x: f32, width: f32) -> f32 {
  let t = clamp(x / width, -1., 1.);
  return .5 + .25 * t * (3. - t * t);
}

fn hash(seed: vec2<f32>) -> f32 {
  var p = fract(seed * vec2<f32>(123.34, 456.21));
  p += dot(p, p + 45.32);
  return fract(p.x * p.y);
}

fn archDepth(x: f32, bend: f32) -> f32 { return bend * (ARCH_SQUARE + ARCH_FOURTH * x * x) * x * x; }
fn archSlope(x: f32, bend: f32) -> f32 { return bend * (2. * ARCH_SQUARE + 4. * ARCH_FOURTH * x * x) * x; }

fn archHit(origin: vec3<f32>, direction: vec3<f32>, front: f32, bend: f32) -> vec3<f32> {
  var t = (front - origin.z) / direction.z;
  for (var i = 0; i < NEWTON_STEPS; i++) {
    let p = origin + t * direction;
    let x = clamp(p.x, -3.4, 3.4);
    var slope = direction.z + archSlope(x, bend) * direction.x;
    if (abs(slope) < .25) { slope = .25 * sign(slope); }
    t -= clamp((p.z - front + archDepth(x, bend)) / slope, -1.2, 1.2);
  }
  return origin + t * direction;
}

fn planeHit(origin: vec3<f32>, direction: vec3<f32>, z: f32) -> vec2<f32> {
  return (origin + direction * ((z - origin.z) / direction.z)).xy;
}

fn restPixel(p: vec3<f32>) -> vec2<f32> {
  return vec2<f32>(dot(mouth.uRestX, vec4<f32>(p, 1.)), dot(mouth.uRestY, vec4<f32>(p, 1.)));
}

fn pictureAt(pixel: vec2<f32>) -> vec3<f32> { return textureSample(uPicture, uPictureSampler, pixel / stage.uPictureSize).rgb; }

fn ownAt(pixel: vec2<f32>) -> vec3<f32> {
  let uv = (pixel - mouth.uInsideArea.xy) / mouth.uInsideArea.zw;
  let within = step(vec2<f32>(0.), uv) * step(uv, vec2<f32>(1.));
  let m = textureSample(uInside, uInsideSampler, clamp(uv, vec2<f32>(0.), vec2<f32>(1.))).rgb * within.x * within.y;
  return vec3<f32>(smoothstep(mouth.uKeep.y * .95 - .55, mouth.uKeep.y * .95, m.r), m.gb);
}

fn warmShade(shade: f32) -> vec3<f32> { return pow(vec3<f32>(shade), vec3<f32>(.92, 1., 1.05)); }

fn cavity(origin: vec3<f32>, direction: vec3<f32>, vEdge: vec4<f32>) -> vec3<f32> {
  let p = planeHit(origin, direction, mouth.uTeeth.x - 3.2);
  let throat = exp(-square(p.x / 1.5) - square((p.y - mouth.uTeeth.y + .9 + .25 * mouth.uJaw.z) / 1.25));
  let floorLight = smoothstep(.0, .9, 1. - vEdge.y / max(vEdge.w, .05));
  return mouth.uCavityColor * (.85 + .5 * floorLight) * (1. - .7 * throat);
}

fn tongue(origin: vec3<f32>, direction: vec3<f32>) -> vec4<f32> {
  let open = smoothstep(.25, 1.5, mouth.uJaw.z);
  let rise = .16 + min(mouth.uJaw.z * mix(.24, .54, open), 1.6);
  let front = mouth.uJaw.w - .1;
  var p = planeHit(origin, direction, mouth.uTeeth.x - 1.1);
  p = mix(p, planeHit(origin, direction, mouth.uTeeth.x - 2.4), clamp((p.y - front) / max(rise, .2), 0., 1.) * .6);
  let x = (p.x - mouth.uJaw.x) / 2.05;
  let top = front + rise * (1. - .55 * x * x - .40 * x * x * x * x) - .04 * exp(-x * x * 40.) * open;
  let below = top - p.y;
  let soft = .10 + .22 * open + mouth.uTexture.x;
  let alpha = edgeStep(below - .5 * soft, soft) * (1. - smoothstep(.9, 1.1, abs(x)));
  let near = clamp(below / max(rise, .25), 0., 1.);
  var shade = mix(.30, 1., smoothstep(-.05, .85, near)) * (1. - .40 * x * x);
  shade *= 1. - .09 * exp(-x * x * 60.) * smoothstep(.05, .3, near) * (1. - smoothstep(.5, 1.0, near));
  shade += .07 * exp(-square((abs(x) - .26) / .2)) * smoothstep(.2, .6, near) * (1. - smoothstep(.7, 1.1, near));
  shade *= .42 + .58 * open;
  shade *= 1. + .25 * x * mouth.uLight.x;
  let rgb = mix(mouth.uTongueColor, mouth.uTongueColor * vec3<f32>(.86, .66, .66), 1. - near) * shade;
  return vec4<f32>(rgb, alpha);
}

fn lowerTeeth(origin: vec3<f32>, direction: vec3<f32>, vEdge: vec4<f32>) -> vec4<f32> {
  let p = archHit(origin - vec3<f32>(mouth.uJaw.x, 0., 0.), direction, mouth.uTeeth.x + mouth.uTeeth.w, 1.15);
  let x = abs(p.x) / .93;
  var i = 0;
  for (var k = 1; k < 6; k++) { if (x > LOWER_BOUNDS[k]) { i = k; } }
  let half_ = .5 * (LOWER_BOUNDS[i + 1] - LOWER_BOUNDS[i]);
  let t = (x - LOWER_BOUNDS[i] - half_) / half_;
  let detail = mouth.uTexture.y;
  let edge = mouth.uTeeth.z + .025 * sin(f32(i) * 9.7 + 2. * sign(p.x)) * detail - .03 * pow(abs(t), 5.) - .06 * x * x;
  let width = max(.03, .9 * mouth.uTexture.x);
  var alpha = edgeStep(edge - p.y, width) * (1. - smoothstep(1.9, 2.4, x));
  let line = exp(-square((1. - abs(t)) * half_ / (.03 + .8 * mouth.uTexture.x))) * .24 * detail;
  var shade = .86 * (1. - .12 * t * t * detail) * exp(-.8 * archDepth(p.x, 1.)) * (1. - line);
  shade *= .86 + .14 * (1. - smoothstep(.1, .5, edge - p.y));
  shade *= .45 + .55 * smoothstep(.1, .9, vEdge.x);
  alpha *= smoothstep(.4, .9, mouth.uJaw.z) * smoothstep(.05, .22, vEdge.y) * mix(1., .4, smoothstep(.9, 1.8, mouth.uJaw.z));
  return vec4<f32>(mouth.uToothColor * vec3<f32>(.98, .93, .87) * warmShade(shade), alpha);
}

struct UpperTeeth {
  layer: vec4<f32>, // rgb and opacity
  edge: f32,        // y of their cutting edge here
  hit: vec3<f32>,
}

fn upperTeeth(origin: vec3<f32>, direction: vec3<f32>) -> UpperTeeth {
  let bend = .8 / (1. + 2.2 * abs(direction.x / direction.z));
  let hit = archHit(origin, direction, mouth.uTeeth.x, bend);
  let x = abs(hit.x);
  var i = 0;
  for (var k = 1; k < 6; k++) { if (x > UPPER_BOUNDS[k]) { i = k; } }
  let half_ = .5 * (UPPER_BOUNDS[i + 1] - UPPER_BOUNDS[i]);
  let t = (x - UPPER_BOUNDS[i] - half_) / half_;
  let at = abs(t);
  let form = UPPER_FORM[i];
  let detail = mouth.uTexture.y;
  let odd = hash(vec2<f32>(f32(i) + select(.7, .3, hit.x < 0.), 3.7)) - .5;
  let edge = mouth.uTeeth.y + mix(.05 * x * x, form.x * .85 + .035 * odd + form.y * pow(at, form.z), detail);
  let gaze = abs(dot(normalize(vec3<f32>(archSlope(hit.x, bend), 0., 1.)), normalize(direction)));
  let onArch = 1. - smoothstep(.05, .12, abs(hit.z - mouth.uTeeth.x + archDepth(clamp(hit.x, -3.4, 3.4), bend)));
  let alpha = edgeStep(hit.y - edge, max(.022, .9 * mouth.uTexture.x)) * (1. - smoothstep(2.5, 3., x)) * smoothstep(.04, .14, gaze) * onArch;

  let up = (hit.y - edge) / form.w; // 0 at the edge, 1 at the neck
  let normal = normalize(vec3<f32>(archSlope(hit.x, 1.) + .2 * t * sign(hit.x) * detail * (1. - .3 * up), .16 - .33 * (up - .35), 1.));
  var shade = .44 + .62 * max(0., dot(normal, mouth.uLight));
  shade *= exp(-.62 * archDepth(hit.x, 1.));
  let lineWidth = .026 + .012 * (1. - smoothstep(0., .4, up));
  let line = exp(-square((1. - at) * half_ / (lineWidth + .8 * mouth.uTexture.x))) * (.13 + .24 * (1. - smoothstep(0., .22, up)));
  shade *= 1. - line * detail * lineWidth / (lineWidth + .35 * mouth.uTexture.x);
  shade *= 1. + .05 * odd * detail;
  var rgb = mouth.uToothColor * mix(vec3<f32>(1.01, 1., .975), vec3<f32>(.99, .945, .865), .75 * smoothstep(.15, .95, up));
  rgb *= mix(vec3<f32>(1.), vec3<f32>(.89, .91, .94), .55 * detail * (1. - smoothstep(.02, .18, up)));
  if (i == 2) { rgb *= vec3<f32>(.975, .95, .905); }
  rgb *= warmShade(shade);
  let neck = mouth.uTeeth.y + form.x + form.w + .16 - .2 * at * at * at;
  let gum = edgeStep(hit.y - neck, .07 + 1.2 * mouth.uTexture.x);
  rgb = mix(rgb, mouth.uGumColor * shade * (1. - .25 * exp(-square((hit.y - neck) / .1))), gum);
  return UpperTeeth(vec4<f32>(rgb, alpha), edge, hit);
}

fn lipShade(vEdge: vec4<f32>) -> f32 {
  let upper = .56 + .44 * (1. - exp(-max(vEdge.x, 0.) / .22));
  let lower = .80 + .20 * (1. - exp(-max(vEdge.y, 0.) / .14));
  let corner = .36 + .64 * smoothstep(0., 1.15, vEdge.z);
  let gap = .42 + .58 * smoothstep(.04, .62, mouth.uJaw.z);
  return upper * lower * corner * gap;
}

fn lipRim(vEdge: vec4<f32>, vLip: vec2<f32>) -> vec4<f32> {
  let open = smoothstep(.04, .4, vEdge.w) * smoothstep(.05, .5, vEdge.z);
  let upper = 1. - clamp(vEdge.x / (.08 + .8 * mouth.uTexture.x), 0., 1.);
  let lower = 1. - clamp(vEdge.y / (.20 + .8 * mouth.uTexture.x), 0., 1.);
  let turned = max(upper, lower);
  let light = select(mix(.52, 1., lower), mix(.3, 1., upper), upper > lower);
  return vec4<f32>(pictureAt(vLip) * light, smoothstep(0., .8, turned) * open);
}

fn modelledInside(origin: vec3<f32>, direction: vec3<f32>, vEdge: vec4<f32>) -> vec3<f32> {
  var c = cavity(origin, direction, vEdge);
  var layer = tongue(origin, direction);
  c = mix(c, layer.rgb, layer.a);
  layer = lowerTeeth(origin, direction, vEdge);
  c = mix(c, layer.rgb, layer.a);
  let upper = upperTeeth(origin, direction);
  layer = upper.layer;
  let shade = lipShade(vEdge);
  c *= warmShade(shade);
  if (mouth.uKeep.w > 0.) {
    let pixel = restPixel(upper.hit - vec3<f32>(mouth.uJaw.xy, 0.));
    let own = ownAt(pixel);
    let below = mix(1., smoothstep(.15, .6, own.z), mouth.uKeep.y);
    c = mix(c, pictureAt(pixel), own.x * (1. - smoothstep(0., .35, own.y)) * below * mouth.uKeep.w);
  }
  c = mix(c, layer.rgb * warmShade(shade), layer.a);
  if (mouth.uKeep.z > 0.) {
    let pixel = restPixel(upper.hit);
    c = mix(c, pictureAt(pixel) * mix(vec3<f32>(1.), mouth.uOwnGain, mouth.uKeep.y), ownAt(pixel).y);
  }
  return c * (1. - (1. - layer.a) * .38 * exp(-max(0., upper.edge - upper.hit.y) / .16));
}

fn flatInside(origin: vec3<f32>, direction: vec3<f32>, vEdge: vec4<f32>) -> vec3<f32> {
  let p = planeHit(origin, direction, mouth.uTeeth.x);
  let soft = max(.03, mouth.uTexture.x);
  var c = mouth.uCavityColor;
  let x = (p.x - mouth.uJaw.x) / (.42 * mouth.uMouthWidth);
  let top = mouth.uJaw.w + mouth.uJaw.z * (.46 - .30 * x * x);
  c = mix(c, mouth.uTongueColor, edgeStep(top - p.y, soft) * smoothstep(.35, .8, mouth.uJaw.z));
  let band = (1. - mouth.uFlat.y) * smoothstep(.45, .9, mouth.uJaw.z) * min(.30, .20 * mouth.uJaw.z);
  let bandEdge = band * (1. - square(p.x / (.46 * mouth.uMouthWidth)));
  c = mix(c, mouth.uToothColor, edgeStep(bandEdge - vEdge.x, soft) * step(.001, bandEdge));
  let line = max(edgeStep(.07 - vEdge.x, soft), .8 * edgeStep(.045 - vEdge.y, soft)) * (1. - mouth.uFlat.y);
  return mix(c, mouth.uLineColor, line * smoothstep(.02, .2, vEdge.w));
}

fn tongueOut(vEdge: vec4<f32>) -> vec4<f32> {
  let u = abs(vEdge.x);
  let tip = max(0., (vEdge.y - .58) / .42);
  let within = mix(.80, 1., smoothstep(0., .5, vEdge.y)) - length(vec2<f32>(u, tip));
  let alpha = edgeStep(within - .5 * vEdge.z, vEdge.z) * smoothstep(0., .16, vEdge.y);
  var c = mouth.uTongueColor;
  if (mouth.uFlat.x > .5) {
    c = mix(mouth.uLineColor, c, edgeStep(within - .10, .06));
  } else {
    var shade = mix(.56, 1.16, smoothstep(.0, .5, vEdge.y)) * (1. - .30 * u * u - .18 * tip * tip);
    shade *= 1. - .13 * exp(-square(vEdge.x / .10)) * (1. - smoothstep(.55, .95, vEdge.y));
    shade += .08 * exp(-square((u - .34) / .17) - square((vEdge.y - .68) / .13));
    c *= shade * (1. + .2 * vEdge.x * mouth.uLight.x);
  }
  let shadow = .22 * smoothstep(-.17, .02, within) * smoothstep(.3, .6, vEdge.y) * (1. - mouth.uFlat.x);
  return vec4<f32>(c * alpha, alpha + (1. - alpha) * shadow);
}

@fragment
fn mainFragment(in: Varyings) -> @location(0) vec4<f32> {
  let direction = mouth.uRayDirection;
  let origin = mouth.uRayOrigin * vec3<f32>(in.vPixel, 1.);
  var c: vec3<f32>;
  if (mouth.uFlat.x > .5) {
    c = flatInside(origin, direction, in.vEdge);
  } else {
    c = modelledInside(origin, direction, in.vEdge);
    let rim = lipRim(in.vEdge, in.vLip);
    c = mix(c, rim.rgb, rim.a);
    let lip = pictureAt(in.vLip);
    c = mix(lip * .65, c, smoothstep(0., .34, in.vEdge.z));
    c = mix(lip, c, smoothstep(.02, .3, in.vEdge.w));
    let cell = floor(in.vPixel / mouth.uTexture.w);
    c += (hash(cell + 3.7) + hash(cell * 1.7 + 3.1) - 1.) * mouth.uTexture.z * (.25 + c);
  }
  if (mouth.uKeep.x > 0.) {
    let bend = .8 / (1. + 2.2 * abs(direction.x / direction.z));
    c = mix(c, pictureAt(restPixel(archHit(origin, direction, mouth.uTeeth.x, bend))), mouth.uKeep.x);
  }
  var color = vec4<f32>(c, 1.);
  if (in.vEdge.w < -.5) { color = tongueOut(in.vEdge); }
  return vec4<f32>(lit(color.rgb, stage.uHeadLight.z), color.a) * in.vCover;
}
