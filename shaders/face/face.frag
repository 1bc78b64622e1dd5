#version 300 es
precision highp float;
in vec2 vPixel;
in float vInside;
in vec4 vEnds;
in vec4 vLid;
in float vShown;
in vec3 vTone;
uniform sampler2D uPicture;
uniform vec2 uPictureSize;
out vec4 color;

#include <lid>
#include <tone>

// The outermost ring of triangles fades into the surround, which moves alike there.
const float FEATHER = .35;
// Skin seen at a grazing angle fades too, over two pixels at least: a turned cheek's edge shows no stairs.
const float GRAZING_FROM = .03;
const float GRAZING_TO = .16;
const float EDGE = 2.;

void main() {
  float stretch = lidStretch(vLid);
  color = texture(uPicture, lidTexture(vPixel / uPictureSize, vEnds, vLid, stretch));
  color.rgb = toned(lidColor(color.rgb, lidSkin(vLid), vLid, stretch), vTone);
  float whole = max(GRAZING_TO, GRAZING_FROM + EDGE * fwidth(vShown));
  color *= smoothstep(0., FEATHER, vInside) * smoothstep(GRAZING_FROM, whole, vShown);
}
