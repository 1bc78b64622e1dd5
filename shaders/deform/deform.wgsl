// Position of a deformed mesh vertex in picture pixels; see core/rig/mesh-data.ts.
@group(0) @binding(1) var uControl: texture_2d<f32>; // displacement of every control position

const CONTROL_SIDE = 32;

fn control(index: f32) -> vec3<f32> {
  let i = i32(index);
  return textureLoad(uControl, vec2<i32>(i % CONTROL_SIDE, i / CONTROL_SIDE), 0).xyz;
}

fn deformed(
  aRest: vec3<f32>,
  aRigid: vec3<f32>,
  aFollow: vec2<f32>,
  aIndexA: vec4<f32>,
  aIndexB: vec4<f32>,
  aWeightA: vec4<f32>,
  aWeightB: vec4<f32>,
) -> vec3<f32> {
  var p = aRest;
  for (var i = 0; i < 4; i++) {
    p += aWeightA[i] * control(aIndexA[i]) + aWeightB[i] * control(aIndexB[i]);
  }
  let rigid = stage.uHead * aRigid + stage.uHeadShift;
  return vec3<f32>(p.xy + aFollow * (rigid.xy - aRest.xy), p.z);
}

// Depth runs from 0 to 1 here, from -1 to 1 in WebGL.
fn toClip(p: vec3<f32>) -> vec4<f32> {
  return vec4<f32>(toStage(p.xy).xy, .5 + .5 * clamp(p.z / stage.uDepthRange, -1., 1.), 1.);
}
