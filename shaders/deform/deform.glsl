// Position of a deformed mesh vertex in picture pixels; see core/rig/mesh-data.ts.
in vec3 aRest;
in vec3 aRigid;
in vec2 aFollow;
in vec4 aIndexA;
in vec4 aIndexB;
in vec4 aWeightA;
in vec4 aWeightB;

uniform sampler2D uControl; // displacement of every control position
uniform mat3 uHead;         // canonical centimetres to picture pixels (y and z flipped)
uniform vec3 uHeadShift;
uniform mat3 uStage;        // picture pixels to clip space
uniform float uDepthRange;  // picture pixels of depth that map to 1

const int CONTROL_SIDE = 32;

vec3 control(float index) {
  int i = int(index);
  return texelFetch(uControl, ivec2(i % CONTROL_SIDE, i / CONTROL_SIDE), 0).xyz;
}

vec3 deformed() {
  vec3 p = aRest;
  for (int i = 0; i < 4; i++) {
    p += aWeightA[i] * control(aIndexA[i]) + aWeightB[i] * control(aIndexB[i]);
  }
  vec3 rigid = uHead * aRigid + uHeadShift;
  p.xy += aFollow * (rigid.xy - aRest.xy);
  return p;
}

vec4 toClip(vec3 p) {
  return vec4((uStage * vec3(p.xy, 1.)).xy, clamp(p.z / uDepthRange, -1., 1.), 1.);
}
