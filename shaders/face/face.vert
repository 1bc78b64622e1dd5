#version 300 es
precision highp float;
#include <deform>

in float aInside;
in vec4 aEnds;
in vec4 aLid;
uniform vec2 uPictureSize;
out vec2 vPixel;
out float vInside;
out vec4 vEnds;
out vec4 vLid;

void main() {
  vPixel = aRest.xy;
  vInside = aInside;
  vEnds = aEnds;
  vLid = aLid;
  gl_Position = toClip(deformed());
}
