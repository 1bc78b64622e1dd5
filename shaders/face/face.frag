#version 300 es
precision highp float;
in vec2 vPixel;
in float vInside;
uniform sampler2D uPicture;
uniform vec2 uPictureSize;
out vec4 color;

// The outermost ring of triangles fades into the surround, which moves alike there.
const float FEATHER = .35;

void main() {
  color = texture(uPicture, vPixel / uPictureSize) * smoothstep(0., FEATHER, vInside);
}
