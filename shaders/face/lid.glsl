// Skin between an upper lid's edge and the fold above it, in the face shader.
// lid: 0 at the edge .. 1 at the fold (and on the rest of the face); side (negative right eye, positive left), its size
// from 2 at the lower lid's edge to 1 below; column 0..8; share of the skin that holds the lashes, 0 at the
// corners. ends: texture coordinates of the edge and of the fold in that column.

uniform float uLidStretch[18]; // right eye's 9 columns, left eye's: height of that skin now / on the portrait
uniform vec4 uLash[2];         // right, left: colour of the lash line, its height as a share of the lashes'
uniform vec2 uShut;            // right, left: how far the eye is shut (0..1)
uniform sampler2D uLidSkin;    // right, left half: smooth skin of the lid, column by height

const float CREASE = 0.3;     // share of the skin above the lid, next to the fold, that keeps its height
const float INK = 0.92;       // strength of the lash line on a shut eye
const float PRESSED = 0.8;    // its light against the lashes' of an open one
const float LOWER_LINE = 1.8; // where on the way to the lower lid's edge it ends

// Stretch at a vertex or fragment.
float lidStretch(vec4 lid) {
  float column = clamp(lid.z, 0.0, 8.0);
  int i = int(min(column, 7.0)) + (lid.y < 0.0 ? 0 : 9);
  return mix(uLidStretch[i], uLidStretch[i + 1], column - floor(min(column, 7.0)));
}

// Share of the skin that the lashes take now.
float lashShare(vec4 lid, float stretch) {
  return min(lid.w, 0.9) / max(stretch, 1.0);
}

// Share of the skin that the crease takes now.
float creaseShare(vec4 lid, float stretch) {
  return min(CREASE, 0.6 * (1.0 - min(lid.w, 0.9))) / max(stretch, 1.0);
}

// Where to read the portrait: lashes at the edge and the crease at the fold keep their height, the skin between stretches.
vec2 lidTexture(vec2 uv, vec4 ends, vec4 lid, float stretch) {
  if (lid.x > 0.999) return uv;
  float tau = clamp(lid.x, 0.0, 1.0);
  float scale = max(stretch, 1.0);
  float strip = min(lid.w, 0.9);
  float crease = creaseShare(lid, 1.0);
  float share = lashShare(lid, stretch);
  float middle = (tau - share) / (1.0 - share - crease / scale);
  float from = mix(strip, 1.0 - crease, middle);
  if (tau < share) from = tau * scale;
  if (middle > 1.0) from = 1.0 - (1.0 - tau) * scale;
  return uv + (ends.zw - ends.xy) * (from - tau);
}

// Colour of the lid's skin there.
vec3 lidSkin(vec4 lid) {
  vec2 size = vec2(textureSize(uLidSkin, 0));
  float middle = 0.5 * size.x;
  float column = clamp(lid.z, 0.0, 8.0) / 8.0 * (middle - 1.0) + 0.5 + (lid.y < 0.0 ? 0.0 : middle);
  float row = clamp(lid.x, 0.0, 1.0) * (size.y - 1.0) + 0.5;
  return texture(uLidSkin, vec2(column, row) / size).rgb;
}

// Colour of a closing lid: skin that is stretched gives way to the lid's own smooth colour (not where it is seen as it was,
// at the fold and in the lashes), the edge is drawn with the lashes'; the lower lid's edge takes the end of that line.
vec3 lidColor(vec3 color, vec3 skin, vec4 lid, float stretch) {
  bool right = lid.y < 0.0;
  vec4 lash = uLash[right ? 0 : 1] * vec4(vec3(PRESSED), 1.0);
  float shut = right ? uShut.x : uShut.y;
  float lower = INK * smoothstep(0.6, 1.0, shut) * smoothstep(LOWER_LINE, 2.0, abs(lid.y));
  color = mix(color, lash.rgb, lower);
  if (lid.x > 0.999) return color;
  float tau = clamp(lid.x, 0.0, 1.0);
  float share = lashShare(lid, stretch);
  float crease = creaseShare(lid, stretch);
  float stretched = smoothstep(1.1, 1.6, stretch) * smoothstep(1.1, 1.6, lid.z) * smoothstep(0.3, 1.5, 8.0 - lid.z) * smoothstep(0.0, 0.06, lid.w);
  color = mix(color, skin, stretched * smoothstep(0.85 * share, 1.4 * share + 0.04, tau) * (1.0 - smoothstep(0.8 - crease, 1.0 - 0.6 * crease, tau)));
  float line = 1.0 - smoothstep(0.35, 1.0, tau / max(1e-3, lash.a * share));
  return mix(color, lash.rgb, INK * shut * smoothstep(0.0, 0.06, lid.w) * line);
}
