#include <stage>

@group(0) @binding(1) var uPlate: texture_2d<f32>;
@group(0) @binding(2) var uPlateSampler: sampler;

struct Varyings {
  @builtin(position) position: vec4<f32>,
  @location(0) vUv: vec2<f32>,
}

@vertex
fn mainVertex(@location(0) aRest: vec2<f32>) -> Varyings {
  return Varyings(toStage(aRest), aRest / stage.uPictureSize);
}

@fragment
fn mainFragment(in: Varyings) -> @location(0) vec4<f32> {
  return textureSample(uPlate, uPlateSampler, in.vUv);
}
