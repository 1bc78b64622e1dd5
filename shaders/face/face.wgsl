#include <stage>
#include <deform>
#include <lid>
#include <tone>

@group(0) @binding(2) var uPicture: texture_2d<f32>;
@group(0) @binding(3) var uPictureSampler: sampler;

// The outermost ring of triangles fades into the surround, which moves alike there.
const FEATHER = .35;
// Skin seen at a grazing angle fades too, over two pixels at least: a turned cheek's edge shows no stairs.
const GRAZING_FROM = .03;
const GRAZING_TO = .16;
const EDGE = 2.;
const LEAST_SHOWN = .15;

struct Varyings {
  @builtin(position) position: vec4<f32>,
  @location(0) vPixel: vec2<f32>,
  @location(1) vInside: f32,
  @location(2) vEnds: vec4<f32>,
  @location(3) vLid: vec4<f32>,
  @location(4) vShown: f32, // cosine of the skin with the line of sight; more where the picture itself shows it from the side
  @location(5) vTone: vec3<f32>,
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
  @location(7) aInside: f32,
  @location(8) aEnds: vec4<f32>,
  @location(9) aLid: vec4<f32>,
  @location(10) aNormal: vec4<f32>, // with the head's pose undone; its cosine with the line of sight in the picture
  @location(11) aDome: vec3<f32>, // what the head's light sees of it
  @location(12) aMarks: vec4<f32>, // where skin folds (right, left, forehead) and blushes
) -> Varyings {
  let p = deformed(aRest, aRigid, aFollow, aIndexA, aIndexB, aWeightA, aWeightB);
  let normal = stage.uHead * aNormal.xyz;
  let shown = -normal.z / length(normal) / clamp(aNormal.w / GRAZING_TO, LEAST_SHOWN, 1.);
  let tone = vec3<f32>(dot(stage.uHeadLight, aDome), dot(stage.uTone.xyz, aMarks.xyz), stage.uTone.w * aMarks.w);
  return Varyings(toClip(p), aRest.xy, aInside, aEnds, aLid, shown, tone);
}

@fragment
fn mainFragment(in: Varyings) -> @location(0) vec4<f32> {
  let stretch = lidStretch(in.vLid);
  let seen = textureSample(uPicture, uPictureSampler, lidTexture(in.vPixel / stage.uPictureSize, in.vEnds, in.vLid, stretch));
  let color = vec4<f32>(toned(lidColor(seen.rgb, lidSkin(in.vLid), in.vLid, stretch), in.vTone), seen.a);
  let whole = max(GRAZING_TO, GRAZING_FROM + EDGE * fwidth(in.vShown));
  return color * smoothstep(0., FEATHER, in.vInside) * smoothstep(GRAZING_FROM, whole, in.vShown);
}
