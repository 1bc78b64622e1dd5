// Skin between an upper lid's edge and the fold above it, in the face shader: the twin of lid.glsl, which explains it.
struct Lids {
  uLidStretch: array<vec4<f32>, 5>, // 18 floats: right eye's 9 columns, left eye's
  uLash: array<vec4<f32>, 2>,
  uShut: vec2<f32>,
}

@group(0) @binding(4) var<uniform> lids: Lids;
@group(0) @binding(5) var uLidSkin: texture_2d<f32>;
@group(0) @binding(6) var uLidSkinSampler: sampler;

const CREASE = 0.3;
const INK = 0.92;
const PRESSED = 0.8;
const LOWER_LINE = 1.8;

fn stretchAt(i: i32) -> f32 {
  return lids.uLidStretch[i / 4][i % 4];
}

fn lidStretch(lid: vec4<f32>) -> f32 {
  let column = clamp(lid.z, 0.0, 8.0);
  let i = i32(min(column, 7.0)) + select(9, 0, lid.y < 0.0);
  return mix(stretchAt(i), stretchAt(i + 1), column - floor(min(column, 7.0)));
}

fn lashShare(lid: vec4<f32>, stretch: f32) -> f32 {
  return min(lid.w, 0.9) / max(stretch, 1.0);
}

fn creaseShare(lid: vec4<f32>, stretch: f32) -> f32 {
  return min(CREASE, 0.6 * (1.0 - min(lid.w, 0.9))) / max(stretch, 1.0);
}

fn lidTexture(uv: vec2<f32>, ends: vec4<f32>, lid: vec4<f32>, stretch: f32) -> vec2<f32> {
  if (lid.x > 0.999) { return uv; }
  let tau = clamp(lid.x, 0.0, 1.0);
  let scale = max(stretch, 1.0);
  let strip = min(lid.w, 0.9);
  let crease = creaseShare(lid, 1.0);
  let share = lashShare(lid, stretch);
  let middle = (tau - share) / (1.0 - share - crease / scale);
  var source = mix(strip, 1.0 - crease, middle);
  if (tau < share) { source = tau * scale; }
  if (middle > 1.0) { source = 1.0 - (1.0 - tau) * scale; }
  return uv + (ends.zw - ends.xy) * (source - tau);
}

fn lidSkin(lid: vec4<f32>) -> vec3<f32> {
  let size = vec2<f32>(textureDimensions(uLidSkin));
  let middle = 0.5 * size.x;
  let column = clamp(lid.z, 0.0, 8.0) / 8.0 * (middle - 1.0) + 0.5 + select(middle, 0.0, lid.y < 0.0);
  let row = clamp(lid.x, 0.0, 1.0) * (size.y - 1.0) + 0.5;
  return textureSampleLevel(uLidSkin, uLidSkinSampler, vec2<f32>(column, row) / size, 0.0).rgb;
}

fn lidColor(seen: vec3<f32>, skin: vec3<f32>, lid: vec4<f32>, stretch: f32) -> vec3<f32> {
  let right = lid.y < 0.0;
  let lash = lids.uLash[select(1, 0, right)] * vec4<f32>(vec3<f32>(PRESSED), 1.0);
  let shut = select(lids.uShut.y, lids.uShut.x, right);
  let lower = INK * smoothstep(0.6, 1.0, shut) * smoothstep(LOWER_LINE, 2.0, abs(lid.y));
  var color = mix(seen, lash.rgb, lower);
  if (lid.x > 0.999) { return color; }
  let tau = clamp(lid.x, 0.0, 1.0);
  let share = lashShare(lid, stretch);
  let crease = creaseShare(lid, stretch);
  let stretched = smoothstep(1.1, 1.6, stretch) * smoothstep(1.1, 1.6, lid.z) * smoothstep(0.3, 1.5, 8.0 - lid.z) * smoothstep(0.0, 0.06, lid.w);
  color = mix(color, skin, stretched * smoothstep(0.85 * share, 1.4 * share + 0.04, tau) * (1.0 - smoothstep(0.8 - crease, 1.0 - 0.6 * crease, tau)));
  let line = 1.0 - smoothstep(0.35, 1.0, tau / max(1e-3, lash.a * share));
  return mix(color, lash.rgb, INK * shut * smoothstep(0.0, 0.06, lid.w) * line);
}
