#version 300 es
precision highp float;
// The inside of a mouth, seen along each pixel's line of sight: teeth on an arch, tongue, cavity, shaded by the lips.
// Space: the skull's, in units of 1 cm for a mouth 5 cm wide (x to the image's right, y up, z toward the camera).
in vec2 vPixel;
in vec4 vEdge; // units from the upper lip, the lower lip, the nearer corner; units between the lips; see tongueOut if the last is -1
in vec2 vLip; // picture pixels where the portrait shows the nearest lip's inner edge
in float vCover;
out vec4 color;

uniform sampler2D uPicture;
uniform sampler2D uInside; // r: how deep inside the portrait's own lips, g: how surely a tooth
uniform vec2 uPictureSize;
uniform vec4 uInsideArea;
uniform mat3 uRayOrigin;
uniform vec3 uRayDirection;
uniform vec4 uRestX;
uniform vec4 uRestY;
uniform vec4 uTeeth;   // z of the front teeth, y of upper and lower edges, z shift of the lower teeth
uniform vec4 uJaw;     // shift x, y; opening; y of the lower lip
uniform vec4 uTexture; // blur, clearness of single teeth, grain, pixels of a grain
uniform vec4 uKeep;    // own inside: share at rest, distrust near its lips, has teeth, share of its tongue and cavity
uniform vec3 uOwnGain; // the drawn teeth's colour over the own teeth's, which lie in the lips' shade at rest
uniform vec3 uLight;
uniform vec3 uHeadLight; // of which mouths see what comes from ahead
uniform vec3 uToothColor;
uniform vec3 uGumColor;
uniform vec3 uTongueColor;
uniform vec3 uCavityColor;
uniform vec3 uLineColor;
uniform float uMouthWidth; // now, corner to corner
uniform vec2 uFlat; // 1 for a flat drawing; 1 if the portrait's mouth is open

#include <tone>

// Half of the upper jaw: where one tooth ends and the next begins, from the middle outwards.
const float UPPER_BOUNDS[7] = float[7](0., .86, 1.50, 2.04, 2.38, 2.64, 3.0);
// Per upper tooth: how much shorter than the first, depth and sharpness of its rounded corners, height of its crown.
const vec4 UPPER_FORM[6] = vec4[6](vec4(0., .055, 6., 1.02), vec4(.09, .09, 4., .86), vec4(.02, .15, 1.8, 1.),
                                   vec4(.12, .13, 2., .80), vec4(.19, .11, 2., .72), vec4(.26, .09, 2., .64));
const float LOWER_BOUNDS[7] = float[7](0., .53, 1.10, 1.66, 2.06, 2.4, 2.8);
const float ARCH_SQUARE = .24;
const float ARCH_FOURTH = .035;
const int NEWTON_STEPS = 7;

float square(float x) { return x * x; }

// A step over +-width with a blurred edge's profile.
float edgeStep(float x, float width) {
  float t = clamp(x / width, -1., 1.);
  return .5 + .25 * t * (3. - t * t);
}

float hash(vec2 p) {
  p = fract(p * vec2(123.34, 456.21));
  p += dot(p, p + 45.32);
  return fract(p.x * p.y);
}

// How far behind the front teeth the arch lies at x, and the slope of that.
float archDepth(float x, float bend) { return bend * (ARCH_SQUARE + ARCH_FOURTH * x * x) * x * x; }
float archSlope(float x, float bend) { return bend * (2. * ARCH_SQUARE + 4. * ARCH_FOURTH * x * x) * x; }

// Where the line of sight meets the upright wall z = front - archDepth(x).
vec3 archHit(vec3 origin, vec3 direction, float front, float bend) {
  float t = (front - origin.z) / direction.z;
  for (int i = 0; i < NEWTON_STEPS; i++) {
    vec3 p = origin + t * direction;
    float x = clamp(p.x, -3.4, 3.4);
    float slope = direction.z + archSlope(x, bend) * direction.x;
    if (abs(slope) < .25) slope = .25 * sign(slope);
    t -= clamp((p.z - front + archDepth(x, bend)) / slope, -1.2, 1.2);
  }
  return origin + t * direction;
}

vec2 planeHit(vec3 origin, vec3 direction, float z) { return (origin + direction * ((z - origin.z) / direction.z)).xy; }

vec2 restPixel(vec3 p) { return vec2(dot(uRestX, vec4(p, 1.)), dot(uRestY, vec4(p, 1.))); }

vec3 pictureAt(vec2 pixel) { return texture(uPicture, pixel / uPictureSize).rgb; }

// The portrait's own map at a picture pixel: how far it may be believed to show no lip, how surely an upper tooth, and
// how far down in the mouth it lies. All 0 outside.
vec3 ownAt(vec2 pixel) {
  vec2 uv = (pixel - uInsideArea.xy) / uInsideArea.zw;
  vec2 within = step(vec2(0.), uv) * step(uv, vec2(1.));
  vec3 m = texture(uInside, clamp(uv, 0., 1.)).rgb * within.x * within.y;
  return vec3(smoothstep(uKeep.y * .95 - .55, uKeep.y * .95, m.r), m.gb);
}

// Light that comes back from deep in a mouth is warm.
vec3 warmShade(float shade) { return pow(vec3(shade), vec3(.92, 1., 1.05)); }

// Back of the mouth: darkest in the throat, a little light on the palate and the cheeks' insides.
vec3 cavity(vec3 origin, vec3 direction) {
  vec2 p = planeHit(origin, direction, uTeeth.x - 3.2);
  float throat = exp(-square(p.x / 1.5) - square((p.y - uTeeth.y + .9 + .25 * uJaw.z) / 1.25));
  float floorLight = smoothstep(.0, .9, 1. - vEdge.y / max(vEdge.w, .05));
  return uCavityColor * (.85 + .5 * floorLight) * (1. - .7 * throat);
}

// rgb and opacity of the tongue: a mound that lies on the jaw and runs back into the dark.
vec4 tongue(vec3 origin, vec3 direction) {
  float open = smoothstep(.25, 1.5, uJaw.z);
  float rise = .16 + min(uJaw.z * mix(.24, .54, open), 1.6);
  float front = uJaw.w - .1;
  vec2 p = planeHit(origin, direction, uTeeth.x - 1.1);
  // Higher up one sees farther back, so the view shifts more with the head.
  p = mix(p, planeHit(origin, direction, uTeeth.x - 2.4), clamp((p.y - front) / max(rise, .2), 0., 1.) * .6);
  float x = (p.x - uJaw.x) / 2.05;
  float top = front + rise * (1. - .55 * x * x - .40 * x * x * x * x) - .04 * exp(-x * x * 40.) * open;
  float below = top - p.y;
  float soft = .10 + .22 * open + uTexture.x;
  float alpha = edgeStep(below - .5 * soft, soft) * (1. - smoothstep(.9, 1.1, abs(x)));
  float near = clamp(below / max(rise, .25), 0., 1.);
  float shade = mix(.30, 1., smoothstep(-.05, .85, near)) * (1. - .40 * x * x);
  shade *= 1. - .09 * exp(-x * x * 60.) * smoothstep(.05, .3, near) * smoothstep(1.0, .5, near);
  shade += .07 * exp(-square((abs(x) - .26) / .2)) * smoothstep(.2, .6, near) * smoothstep(1.1, .7, near);
  shade *= .42 + .58 * open;
  shade *= 1. + .25 * x * uLight.x;
  vec3 rgb = mix(uTongueColor, uTongueColor * vec3(.86, .66, .66), 1. - near) * shade;
  return vec4(rgb, alpha);
}

// rgb and opacity of the lower teeth, which ride on the jaw behind the upper ones.
vec4 lowerTeeth(vec3 origin, vec3 direction) {
  vec3 p = archHit(origin - vec3(uJaw.x, 0., 0.), direction, uTeeth.x + uTeeth.w, 1.15);
  float x = abs(p.x) / .93;
  int i = 0;
  for (int k = 1; k < 6; k++) if (x > LOWER_BOUNDS[k]) i = k;
  float half_ = .5 * (LOWER_BOUNDS[i + 1] - LOWER_BOUNDS[i]);
  float t = (x - LOWER_BOUNDS[i] - half_) / half_;
  float detail = uTexture.y;
  float edge = uTeeth.z + .025 * sin(float(i) * 9.7 + 2. * sign(p.x)) * detail - .03 * pow(abs(t), 5.) - .06 * x * x;
  float width = max(.03, .9 * uTexture.x);
  float alpha = edgeStep(edge - p.y, width) * (1. - smoothstep(1.9, 2.4, x));
  float line = exp(-square((1. - abs(t)) * half_ / (.03 + .8 * uTexture.x))) * .24 * detail;
  float shade = .86 * (1. - .12 * t * t * detail) * exp(-.8 * archDepth(p.x, 1.)) * (1. - line);
  shade *= .86 + .14 * smoothstep(.5, .1, edge - p.y);
  shade *= .45 + .55 * smoothstep(.1, .9, vEdge.x);
  // Only a smile that bares them shows lower teeth: in a wide open mouth the lip stands before them.
  alpha *= smoothstep(.4, .9, uJaw.z) * smoothstep(.05, .22, vEdge.y) * mix(1., .4, smoothstep(.9, 1.8, uJaw.z));
  return vec4(uToothColor * vec3(.98, .93, .87) * warmShade(shade), alpha);
}

// rgb and opacity of the upper teeth, which are fixed to the skull; `edge` is the y of their cutting edge here.
vec4 upperTeeth(vec3 origin, vec3 direction, out float edge, out vec3 hit) {
  float bend = .8 / (1. + 2.2 * abs(direction.x / direction.z));
  hit = archHit(origin, direction, uTeeth.x, bend);
  float x = abs(hit.x);
  int i = 0;
  for (int k = 1; k < 6; k++) if (x > UPPER_BOUNDS[k]) i = k;
  float half_ = .5 * (UPPER_BOUNDS[i + 1] - UPPER_BOUNDS[i]);
  float t = (x - UPPER_BOUNDS[i] - half_) / half_;
  float at = abs(t);
  vec4 form = UPPER_FORM[i];
  float detail = uTexture.y;
  float odd = hash(vec2(float(i) + (hit.x < 0. ? .3 : .7), 3.7)) - .5;
  // A soft picture shows one smooth line along the edges instead of single teeth.
  edge = uTeeth.y + mix(.05 * x * x, form.x * .85 + .035 * odd + form.y * pow(at, form.z), detail);
  float gaze = abs(dot(normalize(vec3(archSlope(hit.x, bend), 0., 1.)), normalize(direction)));
  float onArch = 1. - smoothstep(.05, .12, abs(hit.z - uTeeth.x + archDepth(clamp(hit.x, -3.4, 3.4), bend)));
  float alpha = edgeStep(hit.y - edge, max(.022, .9 * uTexture.x)) * (1. - smoothstep(2.5, 3., x)) * smoothstep(.04, .14, gaze) * onArch;

  float up = (hit.y - edge) / form.w; // 0 at the edge, 1 at the neck
  vec3 normal = normalize(vec3(archSlope(hit.x, 1.) + .2 * t * sign(hit.x) * detail * (1. - .3 * up), .16 - .33 * (up - .35), 1.));
  float shade = .44 + .62 * max(0., dot(normal, uLight));
  float depth = archDepth(hit.x, 1.);
  shade *= exp(-.62 * depth); // towards the back the arch runs into the cheek's shade
  float lineWidth = .026 + .012 * smoothstep(.4, 0., up);
  float line = exp(-square((1. - at) * half_ / (lineWidth + .8 * uTexture.x))) * (.13 + .24 * smoothstep(.22, 0., up));
  shade *= 1. - line * detail * lineWidth / (lineWidth + .35 * uTexture.x);
  shade *= 1. + .05 * odd * detail;
  vec3 rgb = uToothColor * mix(vec3(1.01, 1., .975), vec3(.99, .945, .865), .75 * smoothstep(.15, .95, up));
  rgb *= mix(vec3(1.), vec3(.89, .91, .94), .55 * detail * smoothstep(.18, .02, up)); // the edge lets light through
  if (i == 2) rgb *= vec3(.975, .95, .905); // canines are darker
  rgb *= warmShade(shade);
  float neck = uTeeth.y + form.x + form.w + .16 - .2 * at * at * at;
  float gum = edgeStep(hit.y - neck, .07 + 1.2 * uTexture.x);
  rgb = mix(rgb, uGumColor * shade * (1. - .25 * exp(-square((hit.y - neck) / .1))), gum);
  return vec4(rgb, alpha);
}

// How much light the lips let in: the upper one hangs over the teeth, corners are narrow, a small gap is dark.
float lipShade() {
  float upper = .56 + .44 * (1. - exp(-max(vEdge.x, 0.) / .22));
  float lower = .80 + .20 * (1. - exp(-max(vEdge.y, 0.) / .14));
  float corner = .36 + .64 * smoothstep(0., 1.15, vEdge.z);
  float gap = .42 + .58 * smoothstep(.04, .62, uJaw.z);
  return upper * lower * corner * gap;
}

// The lips' own thickness: their red turns inwards and darkens before the inside begins.
vec4 lipRim() {
  float open = smoothstep(.04, .4, vEdge.w) * smoothstep(.05, .5, vEdge.z);
  float upper = 1. - clamp(vEdge.x / (.08 + .8 * uTexture.x), 0., 1.);
  float lower = 1. - clamp(vEdge.y / (.20 + .8 * uTexture.x), 0., 1.);
  float turned = max(upper, lower); // 1 on the contour, 0 where the red ends
  float light = upper > lower ? mix(.3, 1., upper) : mix(.52, 1., lower);
  return vec4(pictureAt(vLip) * light, smoothstep(0., .8, turned) * open);
}

vec3 modelledInside(vec3 origin, vec3 direction) {
  vec3 c = cavity(origin, direction);
  vec4 layer = tongue(origin, direction);
  c = mix(c, layer.rgb, layer.a);
  layer = lowerTeeth(origin, direction);
  c = mix(c, layer.rgb, layer.a);
  float edge;
  vec3 hit;
  layer = upperTeeth(origin, direction, edge, hit);
  float shade = lipShade();
  c *= warmShade(shade);
  if (uKeep.w > 0.) { // what the portrait shows of tongue and cavity moves with the jaw
    vec2 pixel = restPixel(hit - vec3(uJaw.xy, 0.));
    vec3 own = ownAt(pixel);
    float below = mix(1., smoothstep(.15, .6, own.z), uKeep.y);
    c = mix(c, pictureAt(pixel), own.x * (1. - smoothstep(0., .35, own.y)) * below * uKeep.w);
  }
  c = mix(c, layer.rgb * warmShade(shade), layer.a);
  if (uKeep.z > 0.) { // its teeth don't
    vec2 pixel = restPixel(hit);
    c = mix(c, pictureAt(pixel) * mix(vec3(1.), uOwnGain, uKeep.y), ownAt(pixel).y);
  }
  // The upper teeth shade what lies right behind their edge.
  c *= 1. - (1. - layer.a) * .38 * exp(-max(0., edge - hit.y) / .16);
  return c;
}

// A drawing's mouth: one fill, a plain tongue, a plain band of teeth, the lips' line around it.
vec3 flatInside(vec3 origin, vec3 direction) {
  vec2 p = planeHit(origin, direction, uTeeth.x);
  float soft = max(.03, uTexture.x);
  vec3 c = uCavityColor;
  float x = (p.x - uJaw.x) / (.42 * uMouthWidth);
  float top = uJaw.w + uJaw.z * (.46 - .30 * x * x);
  c = mix(c, uTongueColor, edgeStep(top - p.y, soft) * smoothstep(.35, .8, uJaw.z));
  float band = (1. - uFlat.y) * smoothstep(.45, .9, uJaw.z) * min(.30, .20 * uJaw.z);
  float bandEdge = band * (1. - square(p.x / (.46 * uMouthWidth)));
  c = mix(c, uToothColor, edgeStep(bandEdge - vEdge.x, soft) * step(.001, bandEdge));
  float line = max(edgeStep(.07 - vEdge.x, soft), .8 * edgeStep(.045 - vEdge.y, soft)) * (1. - uFlat.y);
  return mix(c, uLineColor, line * smoothstep(.02, .2, vEdge.w));
}

// A tongue that is put out, laid over the lower lip: vEdge is -1..1 across, 0 at its root .. 1 at its tip, the edge's softness.
vec4 tongueOut() {
  float u = abs(vEdge.x);
  float tip = max(0., (vEdge.y - .58) / .42);
  float within = mix(.80, 1., smoothstep(0., .5, vEdge.y)) - length(vec2(u, tip));
  float alpha = edgeStep(within - .5 * vEdge.z, vEdge.z) * smoothstep(0., .16, vEdge.y);
  vec3 c = uTongueColor;
  if (uFlat.x > .5) {
    c = mix(uLineColor, c, edgeStep(within - .10, .06));
  } else {
    float shade = mix(.56, 1.16, smoothstep(.0, .5, vEdge.y)) * (1. - .30 * u * u - .18 * tip * tip);
    shade *= 1. - .13 * exp(-square(vEdge.x / .10)) * (1. - smoothstep(.55, .95, vEdge.y));
    shade += .08 * exp(-square((u - .34) / .17) - square((vEdge.y - .68) / .13));
    c *= shade * (1. + .2 * vEdge.x * uLight.x);
  }
  // Its shade on the lip and the chin.
  float shadow = .22 * smoothstep(-.17, .02, within) * smoothstep(.3, .6, vEdge.y) * (1. - uFlat.x);
  return vec4(c * alpha, alpha + (1. - alpha) * shadow);
}

void main() {
  vec3 origin = uRayOrigin * vec3(vPixel, 1.);
  vec3 c;
  if (uFlat.x > .5) {
    c = flatInside(origin, uRayDirection);
  } else {
    c = modelledInside(origin, uRayDirection);
    vec4 rim = lipRim();
    c = mix(c, rim.rgb, rim.a);
    // Lips that just part show no more than the portrait's line between them, and so do their corners.
    vec3 lip = pictureAt(vLip);
    c = mix(lip * .65, c, smoothstep(0., .34, vEdge.z));
    c = mix(lip, c, smoothstep(.02, .3, vEdge.w));
    vec2 cell = floor(vPixel / uTexture.w);
    c += (hash(cell + 3.7) + hash(cell * 1.7 + 3.1) - 1.) * uTexture.z * (.25 + c);
  }
  if (uKeep.x > 0.) {
    float bend = .8 / (1. + 2.2 * abs(uRayDirection.x / uRayDirection.z));
    c = mix(c, pictureAt(restPixel(archHit(origin, uRayDirection, uTeeth.x, bend))), uKeep.x);
  }
  color = (vEdge.w < -.5 ? tongueOut() : vec4(c, 1.)) * vCover;
  color.rgb = lit(color.rgb, uHeadLight.z);
}
