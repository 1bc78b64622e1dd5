#version 300 es
// The eyeball strip under one eye's opening.
in vec2 aPosition; // stage pixels
in vec2 aLocal;    // eye-local, half eye widths
in vec3 aDepth;    // below the upper lid's edge, above the lower lid's, below the upper lid's on the portrait; half eye widths

uniform mat3 uStage;        // stage pixels to clip space
uniform mat3 uEyeToPicture; // eye-local to the portrait's texture coordinates
uniform vec2 uShift;        // shift of the whole eye, eye-local

out vec2 vLocal;
out vec3 vDepth;
out vec2 vPicture;

void main() {
  vLocal = aLocal;
  vDepth = aDepth;
  vPicture = (uEyeToPicture * vec3(aLocal - uShift, 1.0)).xy;
  gl_Position = vec4((uStage * vec3(aPosition, 1.0)).xy, 0.0, 1.0);
}
