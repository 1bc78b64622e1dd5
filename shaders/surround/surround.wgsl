#include <stage>
#include <deform>
#include <tone>

@group(0) @binding(2) var uPicture: texture_2d<f32>;
@group(0) @binding(3) var uPictureSampler: sampler;

struct Varyings {
  @builtin(position) position: vec4<f32>,
  @location(0) vUv: vec2<f32>,
  @location(1) vLight: f32,
}

@vertex
fn mainVertex(
  @location(0) aRest: vec3<f32>,
  @location(1) aRigid: vec3<f32>,
  @location(2) aFollow: vec2<f32>,
  @location(3) aIndexA: vec4<f32>,
  @location(4) aIndexB: vec4<f32>,
  @location(5) aWeightA: vec4<f32>,
  @location(6) aWeightB: vec4<f32>,
  @location(7) aDome: vec3<f32>, // what the head's light sees of it
) -> Varyings {
  let p = deformed(aRest, aRigid, aFollow, aIndexA, aIndexB, aWeightA, aWeightB);
  return Varyings(toStage(p.xy), aRest.xy / stage.uPictureSize, dot(stage.uHeadLight, aDome));
}

@fragment
fn mainFragment(in: Varyings) -> @location(0) vec4<f32> {
  let color = textureSample(uPicture, uPictureSampler, in.vUv);
  return vec4<f32>(lit(color.rgb, in.vLight), color.a);
}
