#version 300 es
precision highp float;
in vec2 vUv;
uniform sampler2D uPlate;
out vec4 color;

void main() {
  color = texture(uPlate, vUv);
}
