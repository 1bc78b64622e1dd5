#pragma once
#include <vector>

#include "scene.h"

/** The hair of a head, in face units. */
struct Hair {
  bool bald;
  float crownY, hairlineY;
  /** Over the forehead; beside the face and over its cheeks. */
  std::vector<Lock> bangs, sides;
  /** How much line the locks show. */
  float lineAlpha;
};

Hair randomHair(Scene& scene);
void drawBackHair(Scene& scene, const Hair& hair);
void drawBangsShadow(Scene& scene, const Hair& hair);
/** Cap, bangs and side locks, in front of the face. */
void drawFrontHair(Scene& scene, const Hair& hair);
void drawStrayHairs(Scene& scene);
/** Covers the whole head, as seen from behind. */
void drawHairFromBehind(Scene& scene, const Hair& hair);
