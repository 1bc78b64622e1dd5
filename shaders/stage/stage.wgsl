// What every layer shares: the members are those of stage/stage-uniforms.ts, in its order.
struct Stage {
  uHead: mat3x3<f32>,     // canonical centimetres to picture pixels (y and z flipped)
  uHeadShift: vec3<f32>,
  uStage: mat3x3<f32>,    // picture pixels to clip space
  uPictureSize: vec2<f32>,
  uDepthRange: f32,       // picture pixels of depth that map to 1
  uHeadLight: vec3<f32>,  // change of the light by a unit normal of the head, canonical
  uTone: vec4<f32>,       // depth of the right and left nasolabial folds and of the forehead's, strength of the blush
}

@group(0) @binding(0) var<uniform> stage: Stage;

fn toStage(p: vec2<f32>) -> vec4<f32> {
  return vec4<f32>((stage.uStage * vec3<f32>(p, 1.)).xy, 0., 1.);
}
