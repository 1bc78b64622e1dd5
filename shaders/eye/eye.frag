#version 300 es
// White of the eye, iris over it, the upper lid's shade. Textures hold straight alpha; the output is premultiplied.
precision highp float;

in vec2 vLocal;
in vec3 vDepth;
in vec2 vPicture;

uniform sampler2D uPicture; // the portrait
uniform sampler2D uPatch;   // eyeball without iris and shade; alpha: the portrait's white holds (1), the portrait holds at rest (0.5), never (0)
uniform sampler2D uSprite;  // left half: iris, right half: its highlights; without shade
uniform sampler2D uEdges;   // colours along the lids' edges: upper row, lower row
uniform float uEdgeBand;    // how far from an edge its colour blends into the eyeball
uniform vec4 uIris;         // centre of the iris, of the highlights
uniform mat2 uIrisShape;    // offset from a centre to iris radii
uniform vec2 uShift;        // shift of the whole eye
uniform vec2 uShade;        // strength and reach of the upper lid's shade on the portrait
uniform vec4 uEye;          // shadow of a closing lid, at rest, has an iris, lids have moved

uniform vec3 uHeadLight;    // of which eyes see what comes from ahead

out vec4 outColor;

#include <tone>

const vec2 PATCH_EXTENT = vec2(1.6, 1.2);
const float EDGE_EXTENT = 1.2;
const float SPRITE_REACH = 1.2;
const float SHADOW_DEPTH = 0.24;
const float SHADOW_DEPTH_BELOW = 0.1;
const float LEAST_LIGHT = 0.4;

float lidShade(float depth) {
  float strength = uShade.x * (1.0 - smoothstep(0.6, 1.0, abs(vLocal.x)));
  return depth < 0.0 ? 1.0 : 1.0 - strength * exp(-depth / uShade.y);
}

vec4 sprite(vec2 centre, float right, float reach) {
  vec2 at = uIrisShape * (vLocal - centre);
  float inside = step(dot(at, at), reach * reach);
  at = at / (2.0 * SPRITE_REACH) + 0.5;
  return texture(uSprite, vec2((clamp(at.x, 0.01, 0.99) + right) * 0.5, at.y)) * inside;
}

void main() {
  vec3 seen = texture(uPicture, vPicture).rgb;
  vec4 white = texture(uPatch, (vLocal - uShift) / (2.0 * PATCH_EXTENT) + 0.5);
  float known = smoothstep(0.5, 1.0, white.a) * mix(1.0, smoothstep(0.02, 0.2, vDepth.z), uEye.w);
  vec3 color = mix(white.rgb, seen / max(LEAST_LIGHT, lidShade(vDepth.z)), known);
  vec4 iris = sprite(uIris.xy, 0.0, 1.19);
  color = mix(color, iris.rgb, iris.a * uEye.z);
  vec4 shine = sprite(uIris.zw, 1.0, 1.05);
  color = mix(color, shine.rgb, shine.a * iris.a * uEye.z);
  color = min(color, 1.0) * lidShade(max(0.0, vDepth.x));
  float along = vLocal.x / (2.0 * EDGE_EXTENT) + 0.5;
  color = mix(texture(uEdges, vec2(along, 0.75)).rgb, color, smoothstep(0.0, uEdgeBand, vDepth.y));
  color = mix(texture(uEdges, vec2(along, 0.25)).rgb, color, smoothstep(0.0, uEdgeBand, vDepth.x));
  float shadow = 1.0 - smoothstep(0.0, SHADOW_DEPTH, vDepth.x);
  shadow = max(shadow, 0.6 * (1.0 - smoothstep(0.0, SHADOW_DEPTH_BELOW, vDepth.y)));
  color *= 1.0 - uEye.x * shadow;
  outColor = vec4(lit(mix(color, seen, uEye.y * smoothstep(0.0, 0.5, white.a)), uHeadLight.z), 1.0);
}
