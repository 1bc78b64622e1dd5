// Skin between an upper lid's edge and the fold above it, in the face shader.
// lid: 0 at the edge .. 1 at the fold (and on the rest of the face), side (-1 right eye, 1 left), column 0..8, share of the
// skin that holds the lashes. ends: texture coordinates of the edge and of the fold in that column.

uniform float uLidStretch[18]; // right eye's 9 columns, left eye's: height of that skin now / on the portrait
uniform vec4 uLid[2];          // right, left: colour of the lid's skin, how far the eye is shut (0..1)
uniform vec4 uLash[2];         // right, left: colour of the lash line, its height as a share of the lashes'

const float INK = 0.65; // strength of the lash line on a shut eye

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

// Where to read the portrait: lashes keep their height, the skin above them stretches.
vec2 lidTexture(vec2 uv, vec4 ends, vec4 lid, float stretch) {
  if (lid.x > 0.999) return uv;
  float tau = clamp(lid.x, 0.0, 1.0);
  float share = lashShare(lid, stretch);
  float from = tau < share ? tau * max(stretch, 1.0) : mix(min(lid.w, 0.9), 1.0, (tau - share) / (1.0 - share));
  return uv + (ends.zw - ends.xy) * (from - tau);
}

// Colour of a closing lid: what is smeared is covered with the lid's own colour, the edge is drawn with the lashes'.
vec3 lidColor(vec3 color, vec4 lid, float stretch) {
  if (lid.x > 0.999) return color;
  float tau = clamp(lid.x, 0.0, 1.0);
  int side = lid.y < 0.0 ? 0 : 1;
  vec4 skin = uLid[side];
  float share = lashShare(lid, stretch);
  float smeared = smoothstep(0.03, 0.2, dot(skin.rgb - color, vec3(0.299, 0.587, 0.114)));
  float cover = 0.75 * skin.a * smeared * smoothstep(0.8 * share, 2.0 * share, tau) * (1.0 - smoothstep(0.55, 1.0, tau));
  color = mix(color, skin.rgb, cover);
  float line = uLash[side].a * share;
  return mix(color, uLash[side].rgb, INK * skin.a * (1.0 - smoothstep(0.3 * line, line, tau)));
}
