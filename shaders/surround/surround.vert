#version 300 es
precision highp float;
#include <deform>

in vec3 aDome; // what the head's light sees of it
uniform vec2 uPictureSize;
uniform vec3 uHeadLight;
out vec2 vUv;
out float vLight;

void main() {
  vUv = aRest.xy / uPictureSize;
  vLight = dot(uHeadLight, aDome);
  gl_Position = vec4(toClip(deformed()).xy, 0., 1.);
}
