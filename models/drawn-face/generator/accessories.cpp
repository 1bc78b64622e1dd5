#include "accessories.h"

#include <algorithm>
#include <cmath>

void drawGlasses(Scene& scene, const EyePair& eyes) {
  Random& random = scene.random;
  Canvas& canvas = scene.canvas;
  auto face = [&](Path path) { return scene.pose.face(std::move(path)); };
  Color frame = random.chance(0.6f) ? Color{0.08f, 0.07f, 0.09f} : anyColor(random);
  float half = eyes.halfWidth * random.range(0.95f, 1.35f), tall = std::max(eyes.height() * 0.5f, 0.12f) * random.range(1, 1.5f), y = eyes.middleY() + random.range(-0.02f, 0.12f);
  half = std::min(half, eyes.distance - 0.02f);
  float w = std::max(scene.unit() * random.range(0.015f, 0.06f), scene.style.cartoon() ? scene.style.lineWidth * 0.8f : 0), power = random.pick({1, 1, 0.75f, 0.5f}), lens = random.chance(0.3f) ? random.range(0.05f, 0.35f) : 0;
  bool halfRim = random.chance(0.25f), dark = random.chance(0.04f);
  for (float side : {-1.0f, 1.0f}) {
    Path rim = superellipse({side * eyes.distance, y}, half, tall, power);
    if (halfRim)
      for (Point& p : rim) p.y = std::max(p.y, y - tall * 0.3f);
    rim = face(rim);
    canvas.inFront = dark;
    if (dark) canvas.fill(rim, solid(grey(0.05f)), 0.95f);
    else if (lens > 0) canvas.fill(rim, solid(kWhite), lens);
    canvas.inFront = false;
    canvas.outline(rim, w, frame);
    canvas.stroke(face(Path{{side * (eyes.distance + half), y - tall * 0.2f}, {side * 1.05f, y - tall * 0.1f}}), {w, w, w}, frame);
  }
  float inner = eyes.distance - half;
  canvas.stroke(face(smoothOpen({{-inner, y}, {0, y - 0.06f}, {inner, y}})), {w, w, w}, frame);
}

void drawHat(Scene& scene, float crownY) {
  Random& random = scene.random;
  const Style& style = scene.style;
  Color color = anyColor(random);
  float y = random.range(-1.25f, -0.75f), top = crownY * random.range(1.05f, 1.4f), half = random.range(1.1f, 1.6f), tilt = random.normal() * 0.15f;
  Path hat;
  switch (random.index(3)) {
    case 0:  // cap
      hat = smoothClosed({{-half, y + tilt}, {0, y - 0.1f + random.range(-0.1f, 0.1f)}, {half, y - tilt}, {half * 0.9f, top * 0.8f}, {0, top}, {-half * 0.9f, top * 0.8f}}, 4);
      break;
    case 1:  // band
      hat = smoothClosed({{-1.02f, y + 0.1f}, {0, y - 0.15f}, {1.02f, y + 0.1f}, {1.05f, y - 0.1f}, {0, y - 0.4f}, {-1.05f, y - 0.1f}}, 4);
      break;
    default:  // brim
      hat = {{-half * 1.5f, y + tilt * 2}, {half * 1.5f, y - tilt * 2}, {half * 1.4f, y - 0.25f - tilt * 2}, {half * 0.8f, y - 0.3f}, {half * 0.7f, top}, {-half * 0.7f, top}, {-half * 0.8f, y - 0.3f}, {-half * 1.4f, y - 0.25f + tilt * 2}};
  }
  Path outline = scene.pose.head(hat);
  scene.canvas.fill(outline, gradient(color, vary(random, color, 0.2f), scene.pose.head({0, top}), scene.pose.head({0, y})));
  scene.canvas.outline(outline, style.lineWidth, style.line);
  for (int i = random.index(4); i > 0; i--)
    scene.canvas.fill(scene.pose.head(ellipse({random.range(-1, 1), y - random.range(0.1f, 0.5f)}, random.range(0.05f, 0.25f), random.range(0.05f, 0.2f))), solid(anyColor(random)));
}

void drawFlower(Scene& scene) {
  Random& random = scene.random;
  Point c = {random.side() * random.range(0.6f, 1.2f), random.range(-1.4f, -0.3f)};
  int petals = 2 + random.index(5);
  for (int i = 0; i < petals; i++) {
    float angle = 6.2832f * i / petals;
    Path petal = scene.pose.head(ellipse({c.x + 0.18f * std::cos(angle), c.y + 0.18f * std::sin(angle)}, random.range(0.08f, 0.22f), random.range(0.06f, 0.18f), angle));
    scene.canvas.fill(petal, solid(anyColor(random)));
    scene.canvas.outline(petal, scene.style.lineWidth * 0.7f, scene.style.line);
  }
}

void drawHand(Scene& scene) {
  Random& random = scene.random;
  Color color = random.chance(0.7f) ? vary(random, scene.style.skin, 0.04f) : anyColor(random);
  Point at = {random.range(-0.9f, 0.9f), scene.chin * random.range(0.85f, 1.3f)};
  int fingers = 3 + random.index(3);
  for (int i = 0; i < fingers; i++) {
    Path finger = smoothClosed({{at.x - 0.3f + random.normal() * 0.2f, at.y + 0.15f * i + 0.1f}, {at.x + random.normal() * 0.1f, at.y + 0.13f * i - 0.05f},
                                {at.x + 0.4f + random.normal() * 0.2f, at.y + 0.15f * i + 0.05f}, {at.x + 0.4f, at.y + 0.15f * i + 1.2f}, {at.x - 0.4f, at.y + 0.15f * i + 1.2f}}, 4);
    finger = scene.pose.head(finger);
    scene.canvas.fill(finger, solid(vary(random, color, 0.03f)));
    scene.canvas.outline(finger, scene.style.lineWidth, scene.style.line);
  }
}
