#pragma once
#include "scene.h"

/** Shape and paint of a pair of eyes and brows; drawn twice, once under and once over the hair. */
struct EyePair {
  float distance, halfWidth, upperHeight, lowerHeight;
  float innerLift, outerLift;
  /** Exponents of the lids' curves: steepness, roundness, skew. */
  float upper[3], lower[3];
  /** 1 open, 0 closed, per eye: left, right. */
  float open[2];
  /** A closed lid hangs down (sleep) or arches up (joy). */
  bool joyful;
  /** A plain dot or oval without lids. */
  bool dot;
  Point irisOffset;
  float irisX, irisY, irisPower;
  Color irisTop, irisBottom, sclera, lash;
  float lashWidth, lashTail;
  int highlights, lowerLine, lashShape, pupil;
  Point highlight;
  float highlightSize, lowerLineAlpha, foldOffset;
  bool ring, glowBelow, scleraShade, fold;

  struct Brow {
    Path line;
  } brow[2];
  Taper browWidth;
  Color browColor;
  float browAlpha;

  float height() const { return upperHeight + lowerHeight; }
  float middleY() const { return (lowerHeight - upperHeight) * 0.5f; }
};

EyePair randomEyes(Scene& scene);

/** Draws both eyes; `labelled` also sets their points. */
void drawEyes(Scene& scene, const EyePair& eyes, float alpha, bool labelled);

/** Chooses the brows' lines and sets their points. */
void placeBrows(Scene& scene, EyePair& eyes);
void drawBrows(Scene& scene, const EyePair& eyes, float alpha);
