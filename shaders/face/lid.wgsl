// Skin between an upper lid's edge and the fold above it, in the face shader: the twin of lid.glsl, which explains it.
struct Lids {
  uLidStretch: array<vec4<f32>, 5>, // 18 floats: right eye's 9 columns, left eye's
  uLid: array<vec4<f32>, 2>,
  uLash: array<vec4<f32>, 2>,
}

@group(0) @binding(4) var<uniform> lids: Lids;

const CREASE = 0.3;
const INK = 0.85;
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

fn lidTexture(uv: vec2<f32>, ends: vec4<f32>, lid: vec4<f32>, stretch: f32) -> vec2<f32> {
  if (lid.x > 0.999) { return uv; }
  let tau = clamp(lid.x, 0.0, 1.0);
  let scale = max(stretch, 1.0);
  let strip = min(lid.w, 0.9);
  let crease = min(CREASE, 0.6 * (1.0 - strip));
  let share = lashShare(lid, stretch);
  let creaseShare = crease / scale;
  let middle = (tau - share) / (1.0 - share - creaseShare);
  var source = mix(strip, 1.0 - crease, middle);
  if (tau < share) { source = tau * scale; }
  if (middle > 1.0) { source = 1.0 - (1.0 - tau) * scale; }
  return uv + (ends.zw - ends.xy) * (source - tau);
}

fn lidColor(seen: vec3<f32>, lid: vec4<f32>, stretch: f32) -> vec3<f32> {
  let side = select(1, 0, lid.y < 0.0);
  let skin = lids.uLid[side];
  let lash = lids.uLash[side];
  let lower = INK * smoothstep(0.6, 1.0, skin.a) * smoothstep(LOWER_LINE, 2.0, abs(lid.y));
  var color = mix(seen, lash.rgb, lower);
  if (lid.x > 0.999 || lid.w < 0.001) { return color; }
  let tau = clamp(lid.x, 0.0, 1.0);
  let share = lashShare(lid, stretch);
  let inner = skin.a * smoothstep(0.0, 0.06, lid.w);
  let difference = dot(skin.rgb - color, vec3<f32>(0.299, 0.587, 0.114));
  let smeared = max(0.75 * smoothstep(0.03, 0.2, difference), 0.6 * smoothstep(0.1, 0.25, -difference));
  let stretched = smoothstep(1.1, 1.9, stretch) * smoothstep(1.5, 3.5, lid.z) * smoothstep(0.5, 2.0, 8.0 - lid.z);
  color = mix(color, skin.rgb, inner * stretched * smeared * smoothstep(0.8 * share, 2.0 * share, tau) * (1.0 - smoothstep(0.55, 1.0, tau)));
  return mix(color, lash.rgb, INK * inner * (1.0 - smoothstep(0.0, lash.a * share, tau)));
}
