// Which eyes and brows a drawing has: proportions by style, then much chance.
#include <algorithm>
#include <cmath>

#include "eyes.h"

namespace {

void sizeEyes(Random& random, const Style& style, EyePair& eyes) {
  float height;
  if (style.anime()) {
    eyes.distance = random.range(0.53f, 0.68f);
    eyes.halfWidth = std::min(random.range(0.24f, 0.37f), eyes.distance - 0.12f);
    height = std::min(0.72f, eyes.halfWidth * random.range(1.1f, 2.0f));
  } else if (style.natural()) {
    eyes.distance = random.range(0.45f, 0.58f);
    eyes.halfWidth = random.range(0.19f, 0.31f);
    height = eyes.halfWidth * random.range(0.4f, 0.75f);
  } else {
    eyes.distance = random.range(style.cartoon() ? 0.32f : 0.5f, 0.68f);
    eyes.halfWidth = std::min(random.range(0.22f, 0.41f), eyes.distance - 0.04f);
    height = std::min(0.8f, eyes.halfWidth * (random.chance(0.8f) ? random.range(0.9f, 1.9f) : random.range(0.45f, 0.9f)));
  }
  eyes.halfWidth = std::min(eyes.halfWidth, 1.05f - eyes.distance);
  float above = random.range(0.42f, 0.72f);
  eyes.upperHeight = height * above;
  eyes.lowerHeight = height * (1 - above);
}

void shapeLids(Random& random, EyePair& eyes) {
  eyes.innerLift = random.normal() * 0.05f + 0.02f;
  eyes.outerLift = random.normal() * 0.09f;
  float upper[3] = {random.range(1.7f, 3.4f), random.range(1.1f, 2.4f), random.range(0.7f, 1.35f)};
  float lower[3] = {random.range(1.8f, 4.5f), random.range(1.2f, 2.8f), random.range(0.65f, 1.15f)};
  std::copy(upper, upper + 3, eyes.upper);
  std::copy(lower, lower + 3, eyes.lower);
}

void openEyes(Random& random, EyePair& eyes) {
  float dice = random.unit();
  float open = dice < 0.74f ? 1 : dice < 0.88f ? random.range(0.35f, 1) : 0;
  eyes.open[0] = eyes.open[1] = open;
  if (random.chance(0.07f)) eyes.open[random.index(2)] = random.chance(0.6f) ? 0 : 1;
  eyes.joyful = random.chance(0.45f);
}

void shapeIris(Random& random, const Style& style, EyePair& eyes) {
  float large = random.chance(style.anime() ? 0.95f : 0.8f) ? random.range(style.anime() ? 0.86f : 0.78f, 1.15f) : random.range(0.4f, 0.78f);
  if (style.natural()) {
    eyes.irisY = eyes.halfWidth * random.range(0.34f, 0.55f);
    eyes.irisX = eyes.irisY * random.range(0.9f, 1.05f);
  } else {
    eyes.irisY = eyes.height() * 0.5f * large;
    eyes.irisX = eyes.irisY * random.range(0.58f, 1.0f);
  }
  eyes.irisX = std::min(eyes.irisX, eyes.halfWidth * random.range(0.7f, 0.92f));
  float gaze = random.chance(0.6f) ? random.normal() * 0.03f : random.range(-0.16f, 0.16f);
  float sink = large < 0.9f ? 0 : eyes.height() * 0.03f;
  eyes.irisOffset = {gaze, eyes.middleY() + random.normal() * 0.03f + sink};
  eyes.irisPower = random.chance(0.75f) ? 1 : random.range(0.55f, 1);
}

void colorEyes(Random& random, const Style& style, EyePair& eyes) {
  Color iris = random.chance(0.3f) ? hsv(random.range(0.02f, 0.12f), random.range(0.3f, 0.8f), random.range(0.2f, 0.7f))
                                   : hsv(random.unit(), random.range(0.25f, 1), random.range(0.25f, 0.95f));
  if (style.manga()) iris = grey(random.unit());
  eyes.irisTop = iris * random.range(0.15f, 0.7f);
  eyes.irisBottom = random.chance(0.2f) ? anyColor(random) : mix(iris, kWhite, random.range(0, 0.6f));
  eyes.sclera = random.chance(0.25f) ? mix(style.skin, kWhite, random.range(0, 0.6f))
                                     : mix(kWhite, style.skin, random.chance(0.7f) ? random.range(0, 0.25f) : random.range(0.2f, 1));
  eyes.lash = random.chance(0.65f) ? style.line * random.range(0.2f, 1) : style.hair * Color{0.4f, 0.35f, 0.4f};
  if (style.painted()) eyes.lash = eyes.lash * 0.8f;
}

void detailEyes(Random& random, const Style& style, float unit, EyePair& eyes) {
  float lash = style.natural() ? random.range(0.01f, 0.06f) : random.chance(0.8f) ? random.range(0.035f, 0.12f) : random.range(0.012f, 0.05f);
  if (style.anime() && random.chance(0.85f)) lash = random.range(0.04f, 0.115f);
  eyes.lashWidth = unit * lash;
  eyes.lashTail = random.chance(0.4f) ? random.range(0, 0.12f) : 0;
  eyes.lashShape = random.index(4);
  eyes.highlights = random.index(4);
  eyes.highlight = {random.range(-0.55f, 0.55f), random.range(-0.7f, -0.1f)};
  eyes.highlightSize = random.range(0.1f, 0.42f);
  eyes.lowerLine = random.index(4);
  eyes.lowerLineAlpha = random.range(0.3f, 1);
  eyes.pupil = random.index(4);
  eyes.ring = random.chance(0.7f);
  eyes.glowBelow = random.chance(0.5f);
  eyes.scleraShade = random.chance(0.6f);
  eyes.fold = random.chance(0.66f);
  eyes.foldOffset = lash * 0.6f + random.range(0.04f, 0.1f);
}

/** White discs with a full outline and a small pupil. */
void makeDiscs(Random& random, const Style& style, EyePair& eyes) {
  float height = eyes.halfWidth * random.range(1.6f, 2.8f);
  eyes.upperHeight = eyes.lowerHeight = height * 0.5f;
  eyes.innerLift = eyes.outerLift = 0;
  for (float* lid : {eyes.upper, eyes.lower}) lid[0] = lid[1] = 2, lid[2] = 1;
  eyes.irisY = height * random.range(0.12f, 0.3f);
  eyes.irisX = std::min(eyes.irisY * random.range(0.8f, 1.0f), eyes.halfWidth * 0.6f);
  float aside = (eyes.halfWidth - eyes.irisX) * 0.8f;
  eyes.irisOffset = {random.range(-aside, aside), random.range(-0.1f, 0.1f)};
  eyes.sclera = mix(kWhite, style.skin, random.range(0, 0.1f));
  eyes.lashWidth = style.lineWidth * random.range(0.6f, 1.1f);
  eyes.lowerLine = 2;
  eyes.lowerLineAlpha = 1;
  eyes.lash = style.line;
  eyes.lashTail = 0;
  eyes.fold = eyes.scleraShade = false;
}

void makeDots(Random& random, const Style& style, EyePair& eyes) {
  eyes.dot = true;
  eyes.irisY *= random.range(0.3f, 0.7f);
  eyes.irisX = eyes.irisY * random.range(0.6f, 1);
  eyes.irisX = std::min(eyes.irisX, eyes.halfWidth * 0.8f);
  eyes.lashWidth *= random.chance(0.5f) ? 0 : 0.4f;
  eyes.scleraShade = false;
  if (random.chance(0.6f)) {
    eyes.sclera = style.skin;
    eyes.lowerLine = 0;
    eyes.fold = false;
  }
}

}  // namespace

EyePair randomEyes(Scene& scene) {
  Random& random = scene.random;
  const Style& style = scene.style;
  EyePair eyes = {};
  sizeEyes(random, style, eyes);
  shapeLids(random, eyes);
  openEyes(random, eyes);
  shapeIris(random, style, eyes);
  colorEyes(random, style, eyes);
  detailEyes(random, style, scene.unit(), eyes);
  float dice = random.unit();
  if (style.cartoon() && dice < 0.45f) makeDiscs(random, style, eyes);
  else if (dice > (style.cartoon() ? 0.75f : 0.97f)) makeDots(random, style, eyes);
  return eyes;
}
