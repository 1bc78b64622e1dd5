#version 300 es
precision highp float;
in vec2 vPixel;
in float vInside;
in vec4 vEnds;
in vec4 vLid;
uniform sampler2D uPicture;
uniform vec2 uPictureSize;
uniform float uPixelScale; // canvas pixels a picture pixel
out vec4 color;

#include <lid>

// The outermost ring of triangles fades into the surround, which moves alike there.
const float FEATHER = .35;
// Skin seen at a grazing angle fades too: what is left of its area on the canvas, against the picture's own.
const float GRAZING_FROM = .05;
const float GRAZING_TO = .3;

float facing() {
  vec2 dx = dFdx(vPixel);
  vec2 dy = dFdy(vPixel);
  float stretch = abs(dx.x * dy.y - dx.y * dy.x) * uPixelScale * uPixelScale;
  return 1. / max(stretch, 1e-4);
}

void main() {
  float stretch = lidStretch(vLid);
  color = texture(uPicture, lidTexture(vPixel / uPictureSize, vEnds, vLid, stretch));
  color.rgb = lidColor(color.rgb, lidSkin(vLid), vLid, stretch);
  color *= smoothstep(0., FEATHER, vInside) * smoothstep(GRAZING_FROM, GRAZING_TO, facing());
}
