#version 300 es
precision highp float;
in vec2 aPosition; // picture pixels
in vec4 aEdge;     // cm from the upper lip, the lower lip, the nearer corner; cm between the lips
in vec2 aLip;      // picture pixels where the portrait shows the nearest lip's inner edge
in float aCover;
uniform mat3 uStage; // picture pixels to clip space
uniform float uUnit; // cm of one unit
out vec2 vPixel;
out vec4 vEdge;
out vec2 vLip;
out float vCover;

void main() {
  vPixel = aPosition;
  vEdge = aEdge / uUnit;
  vLip = aLip;
  vCover = aCover;
  gl_Position = vec4((uStage * vec3(aPosition, 1.)).xy, 0., 1.);
}
