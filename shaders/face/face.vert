#version 300 es
precision highp float;
#include <deform>

in float aInside;
uniform vec2 uPictureSize;
out vec2 vPixel;
out float vInside;

void main() {
  vPixel = aRest.xy;
  vInside = aInside;
  gl_Position = toClip(deformed());
}
