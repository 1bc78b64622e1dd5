// Light and tone of the skin: the twin of tone.glsl, which explains it.
const SHADE = vec3<f32>(.92, 1.03, 1.06);
const FOLD = vec3<f32>(.74, .60, .55);
const BLUSH = vec3<f32>(1.02, .74, .75);

fn lit(color: vec3<f32>, light: f32) -> vec3<f32> {
  return color * (1. + max(light, 0.) * (1. - color) + min(light, 0.) * SHADE);
}

fn toned(color: vec3<f32>, tone: vec3<f32>) -> vec3<f32> {
  let one = vec3<f32>(1.);
  return lit(color, tone.x) * mix(one, FOLD, tone.y) * mix(one, BLUSH, tone.z);
}
