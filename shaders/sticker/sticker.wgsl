#include <stage>

@group(0) @binding(1) var uAtlas: texture_2d<f32>;
@group(0) @binding(2) var uAtlasSampler: sampler;

struct Varyings {
  @builtin(position) position: vec4<f32>,
  @location(0) vUv: vec2<f32>,
  @location(1) vStrength: f32,
}

@vertex
fn mainVertex(@location(0) aPosition: vec2<f32>, @location(1) aUv: vec2<f32>, @location(2) aStrength: f32) -> Varyings {
  return Varyings(toStage(aPosition), aUv, aStrength);
}

@fragment
fn mainFragment(in: Varyings) -> @location(0) vec4<f32> {
  return textureSample(uAtlas, uAtlasSampler, in.vUv) * in.vStrength;
}
