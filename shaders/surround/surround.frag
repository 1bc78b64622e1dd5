#version 300 es
precision highp float;
in vec2 vUv;
in float vLight;
uniform sampler2D uPicture;
out vec4 color;

#include <tone>

void main() {
  color = texture(uPicture, vUv);
  color.rgb = lit(color.rgb, vLight);
}
