// The eyeball strip under one eye's opening: white of the eye, iris over it, the upper lid's shade. Textures hold straight
// alpha; the output is premultiplied. The twin of eye.vert and eye.frag.
#include <stage>
#include <tone>

// Members and order are EyeUniforms', core/warp/eye-mesh.ts.
struct Eye {
  uIris: vec4<f32>,           // centre of the iris, of the highlights
  uIrisShape: mat2x2<f32>,    // offset from a centre to iris radii
  uShift: vec2<f32>,          // shift of the whole eye, eye-local
  uShade: vec2<f32>,          // strength and reach of the upper lid's shade on the portrait
  uEye: vec4<f32>,            // shadow of a closing lid, at rest, has an iris, lids have moved
  uEdgeBand: f32,             // how far from an edge its colour blends into the eyeball
  uEyeToPicture: mat3x3<f32>, // eye-local to the portrait's texture coordinates
}

@group(0) @binding(1) var<uniform> eye: Eye;
@group(0) @binding(2) var uPicture: texture_2d<f32>; // the portrait
@group(0) @binding(3) var uPictureSampler: sampler;
@group(0) @binding(4) var uPatch: texture_2d<f32>; // see eye.frag
@group(0) @binding(5) var uPatchSampler: sampler;
@group(0) @binding(6) var uSprite: texture_2d<f32>;
@group(0) @binding(7) var uSpriteSampler: sampler;
@group(0) @binding(8) var uEdges: texture_2d<f32>;
@group(0) @binding(9) var uEdgesSampler: sampler;

const PATCH_EXTENT = vec2<f32>(1.6, 1.2);
const EDGE_EXTENT = 1.2;
const SPRITE_REACH = 1.2;
const SHADOW_DEPTH = 0.24;
const SHADOW_DEPTH_BELOW = 0.1;
const LEAST_LIGHT = 0.4;

struct Varyings {
  @builtin(position) position: vec4<f32>,
  @location(0) vLocal: vec2<f32>,
  @location(1) vDepth: vec3<f32>,
  @location(2) vPicture: vec2<f32>,
}

@vertex
fn mainVertex(@location(0) aPosition: vec2<f32>, @location(1) aLocal: vec2<f32>, @location(2) aDepth: vec3<f32>) -> Varyings {
  return Varyings(toStage(aPosition), aLocal, aDepth, (eye.uEyeToPicture * vec3<f32>(aLocal - eye.uShift, 1.0)).xy);
}

fn lidShade(vLocal: vec2<f32>, depth: f32) -> f32 {
  let strength = eye.uShade.x * (1.0 - smoothstep(0.6, 1.0, abs(vLocal.x)));
  return select(1.0 - strength * exp(-depth / eye.uShade.y), 1.0, depth < 0.0);
}

fn sprite(vLocal: vec2<f32>, centre: vec2<f32>, right: f32, reach: f32) -> vec4<f32> {
  let radii = eye.uIrisShape * (vLocal - centre);
  let inside = step(dot(radii, radii), reach * reach);
  let at = radii / (2.0 * SPRITE_REACH) + 0.5;
  return textureSample(uSprite, uSpriteSampler, vec2<f32>((clamp(at.x, 0.01, 0.99) + right) * 0.5, at.y)) * inside;
}

@fragment
fn mainFragment(in: Varyings) -> @location(0) vec4<f32> {
  let vLocal = in.vLocal;
  let vDepth = in.vDepth;
  let seen = textureSample(uPicture, uPictureSampler, in.vPicture).rgb;
  let white = textureSample(uPatch, uPatchSampler, (vLocal - eye.uShift) / (2.0 * PATCH_EXTENT) + 0.5);
  let known = smoothstep(0.5, 1.0, white.a) * mix(1.0, smoothstep(0.02, 0.2, vDepth.z), eye.uEye.w);
  var color = mix(white.rgb, seen / max(LEAST_LIGHT, lidShade(vLocal, vDepth.z)), known);
  let iris = sprite(vLocal, eye.uIris.xy, 0.0, 1.19);
  color = mix(color, iris.rgb, iris.a * eye.uEye.z);
  let shine = sprite(vLocal, eye.uIris.zw, 1.0, 1.05);
  color = mix(color, shine.rgb, shine.a * iris.a * eye.uEye.z);
  color = min(color, vec3<f32>(1.0)) * lidShade(vLocal, max(0.0, vDepth.x));
  let along = vLocal.x / (2.0 * EDGE_EXTENT) + 0.5;
  color = mix(textureSample(uEdges, uEdgesSampler, vec2<f32>(along, 0.75)).rgb, color, smoothstep(0.0, eye.uEdgeBand, vDepth.y));
  color = mix(textureSample(uEdges, uEdgesSampler, vec2<f32>(along, 0.25)).rgb, color, smoothstep(0.0, eye.uEdgeBand, vDepth.x));
  var shadow = 1.0 - smoothstep(0.0, SHADOW_DEPTH, vDepth.x);
  shadow = max(shadow, 0.6 * (1.0 - smoothstep(0.0, SHADOW_DEPTH_BELOW, vDepth.y)));
  color *= 1.0 - eye.uEye.x * shadow;
  return vec4<f32>(lit(mix(color, seen, eye.uEye.y * smoothstep(0.0, 0.5, white.a)), stage.uHeadLight.z), 1.0);
}
