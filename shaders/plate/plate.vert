#version 300 es
precision highp float;
in vec2 aRest;
uniform mat3 uStage;
uniform vec2 uPictureSize;
out vec2 vUv;

void main() {
  vUv = aRest / uPictureSize;
  gl_Position = vec4((uStage * vec3(aRest, 1.)).xy, 0., 1.);
}
