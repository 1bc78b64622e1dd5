// A drawing in the making: what every part of it shares.
#pragma once
#include "canvas.h"
#include "landmarks.h"
#include "pose.h"
#include "random.h"
#include "style.h"

struct Scene {
  Random& random;
  Canvas& canvas;
  Style style;
  Pose pose;
  float chin;
  Labels& labels;
  /** The face's skin; shading is clipped by it. */
  Mask skin;

  float unit() const { return pose.scale; }
  /** Line width that still shows at this size. */
  float thinLine() const { return style.lineWidth > 0.5f ? style.lineWidth : 0.5f; }
};
