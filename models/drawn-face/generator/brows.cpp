// Brows: arcs of any slant, angled ones, short ones and dots.
#include <algorithm>

#include "eyes.h"

namespace {

/** Outer, middle and inner point of a brow, for x measured outward from the nose. */
struct BrowShape {
  Point outer, middle, inner;
};

BrowShape randomShape(Random& random, const EyePair& eyes, float rise) {
  float x = eyes.distance, half = eyes.halfWidth * random.range(0.7f, 1.2f), arch = random.range(-0.02f, 0.14f);
  float dice = random.unit(), slant = random.normal() * 0.12f;
  if (dice < 0.16f) {
    slant = random.side() * random.range(0.2f, 0.6f);
    arch = random.range(-0.06f, 0.08f);
  } else if (dice < 0.28f) {
    half = random.range(0.06f, 0.16f);
    x += random.range(-0.12f, 0.08f);
    arch = random.range(0, 0.02f);
    slant *= 0.5f;
  }
  float bend = dice > 0.9f ? random.range(0.2f, 0.45f) : random.range(-0.05f, 0.1f);
  BrowShape shape;
  shape.inner = {x - half * 0.95f, rise + slant * 0.5f};
  shape.outer = {x + half, rise - slant * 0.5f};
  shape.middle = {x + half * bend, rise - arch - slant * 0.5f * bend};
  return shape;
}

}  // namespace

void placeBrows(Scene& scene, EyePair& eyes) {
  Random& random = scene.random;
  const Style& style = scene.style;
  float above = style.natural() ? random.range(0.12f, 0.3f) : random.chance(0.12f) ? random.range(0.02f, 0.12f) : random.range(0.1f, 0.5f);
  BrowShape shape = randomShape(random, eyes, -(std::max(eyes.upperHeight, 0.05f) + above));
  float reach = shape.outer.x - shape.inner.x;
  for (int i = 0; i < 2; i++) {
    float side = i == 0 ? -1.0f : 1.0f, lift = random.normal() * (random.chance(0.12f) ? 0.09f : 0.02f), tilt = random.normal() * 0.02f;
    auto place = [&](Point p, float turn) { return scene.pose.face({side * p.x, p.y + lift + tilt * turn}); };
    Path ends = {place(shape.inner, 0.5f), place(shape.middle, 0), place(shape.outer, -0.5f)};
    eyes.brow[i].line = smoothOpen(ends, 6);
    int base = i == 0 ? kLeftBrow : kRightBrow;
    for (int k = 0; k < 3; k++) scene.labels.set(base + k, ends[2 - k]);
  }
  float thick = random.chance(0.7f) ? random.range(0.012f, 0.05f) : random.range(0.04f, 0.13f);
  if (style.cartoon()) thick = std::max(thick, style.lineWidth / scene.unit() * random.range(0.8f, 1.8f));
  if (reach < 0.36f) thick = std::max(thick, reach * random.range(0.15f, 0.6f));
  thick *= scene.unit();
  int shapeOfEnds = random.index(3);
  float inner = shapeOfEnds == 0 ? 1 : shapeOfEnds == 1 ? 0.3f : 0.8f;
  eyes.browWidth = {thick * inner, thick, thick * (shapeOfEnds == 0 ? 0.15f : 0.25f)};
  eyes.browColor = random.chance(0.5f) ? style.line : style.hair * hsv(random.unit(), random.range(0, 0.3f), random.range(0.4f, 0.9f));
  eyes.browAlpha = random.range(0.5f, 1);
}

void drawBrows(Scene& scene, const EyePair& eyes, float alpha) {
  for (const EyePair::Brow& brow : eyes.brow) scene.canvas.stroke(brow.line, eyes.browWidth, eyes.browColor, alpha * eyes.browAlpha);
}
