// Noses, from none at all to a shaded one.
#include <algorithm>
#include <cmath>

#include "skin.h"

namespace {

void shadedNose(Scene& scene, Point n, float half, Color line, float thin) {
  Random& random = scene.random;
  Canvas& canvas = scene.canvas;
  const Style& style = scene.style;
  auto face = [&](Path path) { return scene.pose.face(std::move(path)); };
  float side = random.side();
  canvas.glow(face(Path{{n.x + side * 0.03f, -0.15f}, {n.x + side * half * 0.9f, n.y * 0.5f}, {n.x + side * half, n.y + 0.05f}, {n.x, n.y + 0.06f}, {n.x, n.y * 0.5f}}),
              1 + random.index(3), style.skinShade, random.range(0.3f, 1));
  for (float s : {-1.0f, 1.0f})
    canvas.fill(face(ellipse({n.x + s * half * 0.5f, n.y + 0.04f}, half * 0.28f, 0.025f, s * 0.3f)), solid(style.skinShade * Color{0.5f, 0.35f, 0.35f}), random.range(0.4f, 1));
  if (random.chance(0.5f)) {
    Path wings = {{n.x - half, n.y - 0.03f}, {n.x - half * 0.6f, n.y + 0.06f}, {n.x, n.y + 0.07f}, {n.x + half * 0.6f, n.y + 0.06f}, {n.x + half, n.y - 0.03f}};
    canvas.stroke(face(smoothOpen(wings)), {0.2f, thin, 0.2f}, line, 0.6f);
  }
  canvas.glow(face(ellipse({n.x, n.y - 0.02f}, 0.05f, 0.05f)), 1, kWhite, random.range(0, 0.6f));
}

/** A big outlined nose. */
void knob(Scene& scene, Point n) {
  Random& random = scene.random;
  Path path = scene.pose.face(ellipse(n, random.range(0.08f, 0.2f), random.range(0.07f, 0.2f)));
  scene.canvas.fill(path, solid(vary(random, mix(scene.style.skin, scene.style.skinShade, random.unit()), 0.03f)));
  scene.canvas.outline(path, scene.style.lineWidth * random.range(0.5f, 1), scene.style.line);
}

void drawShape(Scene& scene, Point n, int shape) {
  Random& random = scene.random;
  Canvas& canvas = scene.canvas;
  const Style& style = scene.style;
  auto face = [&](Path path) { return scene.pose.face(std::move(path)); };
  Color line = random.chance(0.5f) ? mix(style.line, style.skinShade, 0.3f) : style.skinShade * Color{0.8f, 0.6f, 0.6f};
  float thin = scene.thinLine(), s = random.side(), unit = scene.unit();
  switch (shape) {
    case 0:  // dot
      canvas.fill(ellipse(scene.pose.face(n), random.range(0.015f, 0.045f) * unit, random.range(0.015f, 0.05f) * unit), solid(line), random.range(0.4f, 1));
      break;
    case 1:  // hook
      canvas.stroke(face(smoothOpen({{n.x - s * random.range(0, 0.05f), n.y - random.range(0.06f, 0.2f)}, {n.x + s * 0.03f, n.y}, {n.x - s * random.range(0, 0.06f), n.y + 0.04f}})),
                    {0.2f, thin * 1.3f, 0.3f}, line, random.range(0.5f, 1));
      break;
    case 2:  // shadow wedge
      canvas.fill(face(Path{{n.x - s * 0.02f, n.y - random.range(0.08f, 0.2f)}, {n.x + s * random.range(0.05f, 0.14f), n.y + 0.02f}, {n.x - s * 0.02f, n.y + 0.03f}}),
                  solid(style.skinShade), random.range(0.4f, 1));
      if (random.chance(0.5f)) canvas.stroke(face(Path{{n.x - s * 0.03f, n.y - 0.05f}, {n.x, n.y + 0.02f}}), {0.3f, thin, 0.2f}, line);
      break;
    case 3:  // bridge in one line
      canvas.stroke(face(smoothOpen({{n.x + s * 0.06f, n.y - n.y * random.range(0.3f, 0.9f)}, {n.x + s * 0.05f, n.y - 0.15f}, {n.x - s * 0.07f, n.y - 0.01f}, {n.x, n.y + 0.05f}})),
                    {0.2f, thin, 0.4f}, line, random.range(0.5f, 1));
      break;
    case 4:  // rosy tip
      canvas.glow(face(ellipse(n, random.range(0.04f, 0.11f), random.range(0.03f, 0.08f))), 1, style.skin * hsv(0, 0.5f, 0.95f), random.range(0.3f, 1));
      if (random.chance(0.4f)) canvas.fill(ellipse(scene.pose.face({n.x, n.y - 0.03f}), 1, 1), solid(kWhite), 0.8f);
      break;
    case 5:  // nostrils or nothing
      if (random.chance(0.5f))
        for (float side : {-1.0f, 1.0f}) canvas.fill(ellipse(scene.pose.face({n.x + side * 0.05f, n.y}), 0.02f * unit, 0.015f * unit), solid(line), 0.8f);
      break;
    case 6:
      shadedNose(scene, n, random.range(0.09f, 0.2f), line, thin);
      break;
    default:
      knob(scene, n);
  }
}

}  // namespace

float drawNose(Scene& scene) {
  Random& random = scene.random;
  const Style& style = scene.style;
  float y = scene.chin * (style.natural() ? random.range(0.36f, 0.46f) : random.range(0.26f, 0.48f));
  // The tip stands out of the face, so it leads the turn.
  Point tip = {random.normal() * 0.02f + std::sin(scene.pose.yaw) * random.range(0, 0.45f), y};
  scene.labels.set(kNose, scene.pose.face(tip));
  int shape = random.index(7);
  if ((style.natural() || style.painted()) && random.chance(0.7f)) shape = 6;
  if (style.cartoon() && random.chance(0.45f)) shape = 7;
  if (shape == 5) scene.labels.weight[kNose] = 0.5f;
  drawShape(scene, tip, shape);
  return y;
}
