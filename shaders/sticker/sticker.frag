#version 300 es
precision highp float;
in vec2 vUv;
in float vStrength;
uniform sampler2D uAtlas; // premultiplied
out vec4 color;

void main() {
  color = texture(uAtlas, vUv) * vStrength;
}
