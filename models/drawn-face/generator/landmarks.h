// The 46 points of a face, in the order of the model's output; left and right are the picture's.
#pragma once
#include "geometry.h"

constexpr int kPoints = 46;

enum Landmark {
  // Offsets within an eye; the left one starts at 0, the right one at 12. The outline runs from the outer corner
  // over the upper lid (at 3/4, 1/2, 1/4 of the way from the inner corner) to the inner corner, and back below.
  kOuterCorner = 0, kUpperLidOuter, kUpperLid, kUpperLidInner, kInnerCorner, kLowerLidInner, kLowerLid, kLowerLidOuter,
  kIrisCentre, kIrisLeft, kIrisRight, kIrisBottom,
  kRightEye = 12,
  // Outer, middle, inner end; the right brow follows the left one.
  kLeftBrow = 24, kRightBrow = 27,
  kMouthLeft = 30, kMouthRight, kMouthUpper, kMouthLower, kMouthUpperLeft, kMouthUpperRight, kMouthLowerLeft, kMouthLowerRight,
  kNose = 38,
  kCheekLeft = 39, kJawLeft, kJawLowLeft, kChin, kJawLowRight, kJawRight, kCheekRight,
};

struct Labels {
  Point point[kPoints];
  /** How much a point's place counts in training: 0 where the drawing does not tell it. */
  float weight[kPoints];
  /** 1 where the drawing shows the point, 0 where something covers it. */
  float visible[kPoints];
  /** 1 for a drawn face, 0 for anything else. */
  float face;

  void set(int index, Point p) {
    point[index] = p;
    weight[index] = 1;
    visible[index] = 1;
  }
  /** The drawing has no such point (the iris of a closed eye). */
  void absent(int index, Point p) {
    point[index] = p;
    weight[index] = 0;
    visible[index] = 0;
  }
};
