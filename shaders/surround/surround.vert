#version 300 es
precision highp float;
#include <deform>

uniform vec2 uPictureSize;
out vec2 vUv;

void main() {
  vUv = aRest.xy / uPictureSize;
  gl_Position = vec4(toClip(deformed()).xy, 0., 1.);
}
