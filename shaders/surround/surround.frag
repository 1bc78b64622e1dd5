#version 300 es
precision highp float;
in vec2 vUv;
uniform sampler2D uPicture;
out vec4 color;

void main() {
  color = texture(uPicture, vUv);
}
