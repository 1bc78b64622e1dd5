#version 300 es
precision highp float;
#include <deform>

in float aInside;
in vec4 aEnds;
in vec4 aLid;
in vec4 aNormal; // with the head's pose undone; its cosine with the line of sight in the picture
uniform vec2 uPictureSize;
out vec2 vPixel;
out float vInside;
out vec4 vEnds;
out vec4 vLid;
out float vShown; // how much of the skin's area is left, against the picture's own

const float LEAST_SHOWN = .1; // of skin that the picture shows from the side

void main() {
  vPixel = aRest.xy;
  vInside = aInside;
  vEnds = aEnds;
  vLid = aLid;
  vec3 normal = uHead * aNormal.xyz;
  vShown = -normal.z / length(normal) / max(aNormal.w, LEAST_SHOWN);
  gl_Position = toClip(deformed());
}
