#version 300 es
// A drawing that sticks to the face.
precision highp float;
in vec2 aPosition; // stage pixels
in vec2 aUv;
in float aStrength;
uniform mat3 uStage;
out vec2 vUv;
out float vStrength;

void main() {
  vUv = aUv;
  vStrength = aStrength;
  gl_Position = vec4((uStage * vec3(aPosition, 1.)).xy, 0., 1.);
}
