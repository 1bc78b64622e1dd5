// Light and tone of the skin; 0 leaves a colour as it is.

const vec3 SHADE = vec3(.92, 1.03, 1.06); // shadows on skin are warm
const vec3 FOLD = vec3(.74, .60, .55);    // light in the deepest fold: skin lets red through
const vec3 BLUSH = vec3(1.02, .74, .75);

// A colour under a light that changes by `light`: what is bright already brightens less.
vec3 lit(vec3 color, float light) {
  return color * (1. + max(light, 0.) * (1. - color) + min(light, 0.) * SHADE);
}

// tone: how the light on it changes, how deep it folds, how much it blushes.
vec3 toned(vec3 color, vec3 tone) {
  return lit(color, tone.x) * mix(vec3(1.), FOLD, tone.y) * mix(vec3(1.), BLUSH, tone.z);
}
