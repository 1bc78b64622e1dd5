// Skin between an upper lid's edge and the fold above it, in the face shader.
// lid: 0 at the edge .. 1 at the fold (and on the rest of the face); side (negative right eye, positive left), its size
// from 2 at the lower lid's edge to 1 below; column 0..8; share of the skin that holds the lashes, 0 at the
// corners. ends: texture coordinates of the edge and of the fold in that column.

uniform float uLidStretch[18]; // right eye's 9 columns, left eye's: height of that skin now / on the portrait
uniform vec4 uLid[2];          // right, left: colour of the lid's skin, how far the eye is shut (0..1)
uniform vec4 uLash[2];         // right, left: colour of the lash line, its height as a share of the lashes'

const float CREASE = 0.3;     // share of the skin above the lid, next to the fold, that keeps its height
const float INK = 0.85;       // strength of the lash line on a shut eye
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

// Where to read the portrait: lashes at the edge and the crease at the fold keep their height, the skin between stretches.
vec2 lidTexture(vec2 uv, vec4 ends, vec4 lid, float stretch) {
  if (lid.x > 0.999) return uv;
  float tau = clamp(lid.x, 0.0, 1.0);
  float scale = max(stretch, 1.0);
  float strip = min(lid.w, 0.9);
  float crease = min(CREASE, 0.6 * (1.0 - strip));
  float share = lashShare(lid, stretch);
  float creaseShare = crease / scale;
  float middle = (tau - share) / (1.0 - share - creaseShare);
  float from = mix(strip, 1.0 - crease, middle);
  if (tau < share) from = tau * scale;
  if (middle > 1.0) from = 1.0 - (1.0 - tau) * scale;
  return uv + (ends.zw - ends.xy) * (from - tau);
}

// Colour of a closing lid: what is smeared (not at the outer corner, where lashes reach far up) is covered with the lid's own colour, the edge is drawn with the lashes';
// the lower lid's edge takes the end of that line.
vec3 lidColor(vec3 color, vec4 lid, float stretch) {
  int side = lid.y < 0.0 ? 0 : 1;
  vec4 skin = uLid[side];
  vec4 lash = uLash[side];
  float lower = INK * smoothstep(0.6, 1.0, skin.a) * smoothstep(LOWER_LINE, 2.0, abs(lid.y));
  color = mix(color, lash.rgb, lower);
  if (lid.x > 0.999 || lid.w < 0.001) return color;
  float tau = clamp(lid.x, 0.0, 1.0);
  float share = lashShare(lid, stretch);
  float inner = skin.a * smoothstep(0.0, 0.06, lid.w);
  float difference = dot(skin.rgb - color, vec3(0.299, 0.587, 0.114));
  float smeared = max(0.75 * smoothstep(0.03, 0.2, difference), 0.6 * smoothstep(0.1, 0.25, -difference));
  float stretched = smoothstep(1.1, 1.9, stretch) * smoothstep(1.5, 3.5, lid.z) * smoothstep(0.5, 2.0, 8.0 - lid.z);
  color = mix(color, skin.rgb, inner * stretched * smeared * smoothstep(0.8 * share, 2.0 * share, tau) * (1.0 - smoothstep(0.55, 1.0, tau)));
  return mix(color, lash.rgb, INK * inner * (1.0 - smoothstep(0.0, lash.a * share, tau)));
}
