#version 300 es
precision highp float;
#include <deform>

in float aInside;
in vec4 aEnds;
in vec4 aLid;
in vec4 aNormal; // with the head's pose undone; its cosine with the line of sight in the picture
in vec3 aDome;   // what the head's light sees of it
in vec4 aMarks;  // where skin folds (right, left, forehead) and blushes
uniform vec2 uPictureSize;
uniform vec3 uHeadLight;
uniform vec4 uTone;
out vec2 vPixel;
out float vInside;
out vec4 vEnds;
out vec4 vLid;
out vec3 vTone;
out float vShown; // cosine of the skin with the line of sight; more where the picture itself shows it from the side

const float GRAZING = .16; // what the picture shows at such an angle is whole there
const float LEAST_SHOWN = .15;

void main() {
  vPixel = aRest.xy;
  vInside = aInside;
  vEnds = aEnds;
  vLid = aLid;
  vTone = vec3(dot(uHeadLight, aDome), dot(uTone.xyz, aMarks.xyz), uTone.w * aMarks.w);
  vec3 normal = uHead * aNormal.xyz;
  vShown = -normal.z / length(normal) / clamp(aNormal.w / GRAZING, LEAST_SHOWN, 1.);
  gl_Position = toClip(deformed());
}
