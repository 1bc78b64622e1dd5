// The face's outline, skin and shading.
#include "skin.h"

#include <algorithm>
#include <cmath>

namespace {

/** One side of the outline, from the temple down to beside the chin. */
Path halfOutline(float side, float chin, const float width[6]) {
  return {{side * 0.8f, -1.35f},           {side * 0.95f, -0.8f},           {side * width[0], -0.3f},         {side * width[1], 0},
          {side * width[2], 0.35f * chin}, {side * width[3], 0.7f * chin}, {side * width[4], 0.88f * chin},
          {side * width[5], 0.985f * chin}};
}

void shadeBySide(Scene& scene, const FaceShape& shape) {
  Random& random = scene.random;
  float side = random.side(), depth = random.range(0.05f, 0.4f);
  Path edge, back;
  for (size_t i = 0; i < shape.outline.size(); i++) {
    Point p = shape.outline[i];
    if (p.x * side <= 0) continue;
    edge.push_back(p);
    back.push_back({p.x - side * depth * (0.5f + 0.5f * std::sin(i * 0.3f)), p.y - 0.04f});
  }
  edge.insert(edge.end(), back.rbegin(), back.rend());
  scene.canvas.fill(scene.pose.head(edge), solid(scene.style.skinShade), random.range(0.3f, 1), &scene.skin);
}

void shadeSoftly(Scene& scene) {
  Random& random = scene.random;
  for (int i = 1 + random.index(3); i > 0; i--) {
    Path patch = ellipse({random.side() * random.range(0.4f, 1.3f), random.range(-0.5f, scene.chin)}, random.range(0.2f, 0.7f),
                         random.range(0.3f, 1.1f), random.range(-0.5f, 0.5f));
    int blur = 1 + static_cast<int>(scene.unit() * random.range(0.03f, 0.2f));
    scene.canvas.glow(scene.pose.head(patch), blur, scene.style.skinShade, random.range(0.2f, scene.style.painted() ? 1.0f : 0.7f), &scene.skin);
  }
}

void drawBlush(Scene& scene) {
  Random& random = scene.random;
  Color tint = scene.style.skin * hsv(random.range(-0.06f, 0.06f), random.range(0.3f, 0.7f), 1);
  int blur = random.chance(0.66f) ? 1 + static_cast<int>(scene.unit() * random.range(0.02f, 0.1f)) : 0;
  float x = random.range(0.5f, 0.75f), y = random.range(0.25f, 0.5f) * scene.chin, alpha = random.range(0.1f, 0.6f);
  bool lines = random.chance(0.2f);
  for (float side : {-1.0f, 1.0f}) {
    scene.canvas.glow(scene.pose.face(ellipse({side * x, y}, random.range(0.15f, 0.35f), random.range(0.07f, 0.22f))), blur, tint, alpha, &scene.skin);
    for (int i = lines ? 2 + random.index(5) : 0; i > 0; i--) {
      float at = side * x + (i - 3) * 0.07f;
      scene.canvas.stroke(scene.pose.face(Path{{at + 0.04f, y - 0.06f}, {at - 0.04f, y + 0.06f}}),
                          {0.2f, std::max(0.4f, scene.style.lineWidth * 0.7f), 0.2f}, scene.style.skin * hsv(0, 0.6f, 0.8f), random.range(0.4f, 0.9f));
    }
  }
}

}  // namespace

FaceShape placeFace(Scene& scene) {
  Random& random = scene.random;
  float chin = scene.chin, temple = random.range(0.93f, 1), cheek = random.range(0.92f, 1);
  float jaw = scene.style.natural()   ? random.range(0.7f, 0.88f)
              : scene.style.cartoon() ? random.range(0.58f, 0.95f)
                                      : random.range(0.54f, 0.84f);
  float low = jaw * random.range(0.5f, scene.style.cartoon() ? 0.85f : 0.74f);
  float point = low * random.range(0.1f, 0.4f);
  // Turned, the far side shows the socket's dent and the cheek's bulge, the near side more of the jaw.
  float turn = std::clamp(scene.pose.yaw / 0.4f, -1.0f, 1.0f), relief = random.range(0, 1);
  Path halves[2];
  for (int i = 0; i < 2; i++) {
    float side = i == 0 ? -1.0f : 1.0f, far = std::max(0.0f, side * turn) * relief, near = std::max(0.0f, -side * turn) * relief;
    float width[6] = {temple - 0.04f * far, 1 - 0.05f * far, cheek + 0.05f * far, jaw + 0.06f * far + 0.08f * near, low + 0.03f * near, point};
    halves[i] = halfOutline(side, chin, width);
  }
  FaceShape shape;
  Path through = halves[0];
  through.push_back({0, chin});
  through.insert(through.end(), halves[1].rbegin(), halves[1].rend());
  shape.outline = smoothOpen(through, 6);
  int marks[3] = {4, 5, 6};
  for (int i = 0; i < 3; i++) {
    scene.labels.set(kCheekLeft + i, scene.pose.head(halves[0][marks[i]]));
    scene.labels.set(kCheekRight - i, scene.pose.head(halves[1][marks[i]]));
  }
  scene.labels.set(kChin, scene.pose.head({0, chin}));
  return shape;
}

void drawSkin(Scene& scene, const FaceShape& shape) {
  Random& random = scene.random;
  Style& style = scene.style;
  Path closed = shape.outline;
  closed.push_back({0.3f, -1.6f});
  closed.push_back({-0.3f, -1.6f});
  scene.canvas.set(scene.skin, scene.pose.head(closed));
  Paint paint = random.chance(0.3f) ? gradient(style.skin, vary(random, style.skinShade, 0.03f), scene.pose.head({0, -0.5f}), scene.pose.head({0, scene.chin * 1.3f}))
                                    : solid(style.skin);
  scene.canvas.paint(scene.skin, paint);
  if (style.soft() || random.chance(0.3f)) shadeSoftly(scene);
  if (!style.soft() && random.chance(0.5f)) shadeBySide(scene, shape);
  if (random.chance(0.5f)) drawBlush(scene);
}

void drawFaceOutline(Scene& scene, const FaceShape& shape) {
  Random& random = scene.random;
  if (!random.chance(0.88f)) return;
  Path line = scene.pose.head(shape.outline);
  int cut = static_cast<int>(line.size()) / 8;
  Path part(line.begin() + cut, line.end() - cut);
  float width = scene.style.lineWidth;
  Color color = random.chance(0.5f) ? scene.style.line : mix(scene.style.line, scene.style.skinShade, 0.4f);
  scene.canvas.stroke(part, {width * 0.6f, width * 1.15f, width * 0.6f}, color, scene.style.painted() ? 0.5f : 1);
}

void drawRelief(Scene& scene, const EyePair& eyes) {
  Random& random = scene.random;
  int blur = 1 + static_cast<int>(scene.unit() * 0.06f);
  float alpha = random.range(0.1f, 0.6f), light = random.side();
  auto glow = [&](Point c, float rx, float ry, Color color, float a) {
    scene.canvas.glow(scene.pose.face(ellipse(c, rx, ry)), blur, color, a, &scene.skin);
  };
  for (float side : {-1.0f, 1.0f}) {
    float dark = alpha * (side == light ? 0.6f : 1);
    glow({side * eyes.distance * 0.9f, -0.02f}, eyes.halfWidth * 1.3f, eyes.height() * 0.5f + 0.16f, scene.style.skinShade, dark);
    glow({side * 0.55f, scene.chin * 0.42f}, 0.22f, 0.14f, mix(scene.style.skin, kWhite, 0.4f), random.range(0, 0.5f));
    glow({side * 0.75f, scene.chin * 0.6f}, 0.2f, 0.35f, scene.style.skinShade, dark * 0.8f);
  }
  glow({0, -0.7f}, 0.5f, 0.25f, mix(scene.style.skin, kWhite, 0.4f), random.range(0, 0.5f));
  glow({0, scene.chin * 0.86f}, 0.18f, 0.06f, scene.style.skinShade, alpha * 0.6f);
}
