#include "body.h"

#include <algorithm>

namespace {

/** Height of the shoulders, in face units. */
float shoulderY(const Scene& scene) { return scene.chin + 0.45f; }

void drawLimb(Scene& scene, Point from, Point to, float width, Color color) {
  Random& random = scene.random;
  Point bend = lerp(from, to, 0.5f) + Point{random.normal() * 0.25f, random.normal() * 0.1f};
  Path line = scene.pose.head(smoothOpen({from, bend, to}, 5));
  float w = width * scene.unit();
  Path outline = ribbon(line, {w, w, w * 0.7f});
  scene.canvas.fill(outline, solid(color));
  scene.canvas.outline(outline, scene.style.lineWidth, scene.style.line);
}

void drawFigure(Scene& scene, Color cloth) {
  Random& random = scene.random;
  Color legs = random.chance(0.5f) ? scene.style.skin : anyColor(random), sleeves = random.chance(0.6f) ? vary(random, cloth, 0.05f) : scene.style.skin;
  float top = shoulderY(scene), hip = top + random.range(2, 4), foot = hip + random.range(2, 6), half = random.range(0.7f, 1.4f);
  for (float side : {-1.0f, 1.0f}) {
    drawLimb(scene, {side * half * 0.5f, hip - 0.2f}, {side * half * random.range(0.3f, 0.8f), foot}, random.range(0.35f, 0.8f), legs);
    drawLimb(scene, {side * half * 0.95f, top + 0.3f}, {side * random.range(0.6f, 2.5f), random.range(top - 1, hip + 0.5f)}, random.range(0.3f, 0.6f), sleeves);
  }
  Path skirt = {{-half * 0.7f, hip - 1}, {half * 0.7f, hip - 1}, {half * random.range(0.8f, 1.8f), hip + random.range(0, 1)}, {-half * random.range(0.8f, 1.8f), hip + random.range(0, 1)}};
  Path outline = scene.pose.head(skirt);
  scene.canvas.fill(outline, solid(random.chance(0.5f) ? cloth : anyColor(random)));
  scene.canvas.outline(outline, scene.style.lineWidth, scene.style.line);
}

}  // namespace

void drawNeck(Scene& scene) {
  Random& random = scene.random;
  const Style& style = scene.style;
  float half = random.range(0.22f, 0.5f), chin = scene.chin, end = chin + random.range(0.25f, 0.7f);
  Path neck = {{-half, chin * 0.6f}, {half, chin * 0.6f}, {half * 0.95f, end}, {half * 1.6f, end + 0.15f}, {half * 1.6f, end + 1.5f}, {-half * 1.6f, end + 1.5f}, {-half * 1.6f, end + 0.15f}, {-half * 0.95f, end}};
  Path outline = scene.pose.head(neck);
  scene.canvas.fill(outline, solid(vary(random, style.skin, 0.02f)));
  Path shadow = {{-half, chin * 0.6f}, {half, chin * 0.6f}, {half, chin + random.range(0.05f, 0.35f)}, {random.range(-0.2f, 0.2f), chin + random.range(0.1f, 0.5f)}, {-half, chin + random.range(0.02f, 0.3f)}};
  scene.canvas.fill(scene.pose.head(shadow), solid(style.skinShade), random.range(0.4f, 1));
  scene.canvas.outline(outline, style.lineWidth, style.line, 0.9f);
}

void drawBody(Scene& scene, bool whole) {
  Random& random = scene.random;
  const Style& style = scene.style;
  Color cloth = anyColor(random);
  float y = shoulderY(scene) + random.range(-0.3f, 0.4f), half = random.range(1.2f, 2.4f), collar = random.range(0.25f, 0.6f);
  if (whole) {
    half = random.range(1, 1.8f);
    drawFigure(scene, cloth);
  }
  float bottom = whole ? y + random.range(2, 3.5f) : y + 3;
  Path torso = {{-collar, y}, {0, y + random.range(0, 0.8f)}, {collar, y}, {half, y + random.range(0.2f, 0.6f)}, {half * (whole ? 0.7f : 1.1f), bottom}, {-half * (whole ? 0.7f : 1.1f), bottom}, {-half, y + random.range(0.2f, 0.6f)}};
  Path outline = scene.pose.head(torso);
  scene.canvas.fill(outline, gradient(cloth, vary(random, cloth, 0.15f), scene.pose.head({0, y}), scene.pose.head({1, y + 2})));
  scene.canvas.outline(outline, style.lineWidth, style.line);
  for (int i = random.index(6); i > 0; i--) {
    Point at = {random.range(-1.5f, 1.5f), y + random.range(-0.1f, 1.5f)};
    Path patch;
    for (int j = 0; j < 4; j++) patch.push_back({at.x + random.range(-0.6f, 0.6f), at.y + random.range(-0.4f, 0.6f)});
    Path placed = scene.pose.head(patch);
    scene.canvas.fill(placed, solid(anyColor(random)));
    scene.canvas.outline(placed, style.lineWidth, style.line);
  }
  if (random.chance(0.2f))
    scene.canvas.fill(scene.pose.head(Path{{-0.4f, scene.chin + 0.1f}, {0.4f, scene.chin + 0.1f}, {0.5f, scene.chin + 1}, {-0.5f, scene.chin + 1}}), solid(anyColor(random)));
}

void drawEars(Scene& scene) {
  Random& random = scene.random;
  const Style& style = scene.style;
  for (float side : {-1.0f, 1.0f}) {
    Point c = {side * random.range(0.98f, 1.1f), random.range(-0.15f, 0.35f)};
    Path ear = scene.pose.head(ellipse(c, random.range(0.1f, 0.22f), random.range(0.2f, 0.4f), side * 0.25f));
    scene.canvas.fill(ear, solid(vary(random, style.skin, 0.03f)));
    scene.canvas.fill(scene.pose.head(ellipse(c, 0.07f, 0.17f, side * 0.25f)), solid(style.skinShade), random.range(0.2f, 0.9f));
    scene.canvas.outline(ear, style.lineWidth, style.line);
    if (random.chance(0.15f)) scene.canvas.fill(ellipse(scene.pose.head({c.x, c.y + 0.4f}), 0.06f * scene.unit(), 0.06f * scene.unit()), solid(anyColor(random)));
  }
}

void drawAnimalEars(Scene& scene, float crownY) {
  Random& random = scene.random;
  Color outer = random.chance(0.7f) ? vary(random, scene.style.hair, 0.05f) : anyColor(random), inner = mix(outer, {1, 0.75f, 0.75f}, 0.6f);
  float at = random.range(0.5f, 0.9f), height = random.range(0.4f, 1.3f), half = random.range(0.2f, 0.4f), lean = random.range(-0.1f, 0.35f);
  for (float side : {-1.0f, 1.0f}) {
    Point base = {side * at, crownY * 0.8f}, tip = {side * (at + lean), crownY * 0.8f - height};
    auto ear = [&](float k) {
      return scene.pose.head(smoothClosed({base + Point{-half * k, 0.1f}, lerp(base, tip, 0.6f) + Point{-half * 0.6f * k, 0}, lerp(base, tip, k), lerp(base, tip, 0.6f) + Point{half * 0.6f * k, 0}, base + Point{half * k, 0.1f}}, 4));
    };
    Path path = ear(1);
    scene.canvas.fill(path, solid(outer));
    scene.canvas.outline(path, scene.style.lineWidth, scene.style.line);
    scene.canvas.fill(ear(0.6f), solid(inner));
  }
}
