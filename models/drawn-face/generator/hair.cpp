#include "hair.h"

#include <algorithm>
#include <cmath>

namespace {

/** A row of tips over the forehead. */
void addFringe(Random& random, Hair& hair, bool fine, bool blunt) {
  int count = (fine ? 7 : 4) + random.index(10);
  float tips = random.chance(0.6f) ? random.range(-0.75f, -0.25f) : random.range(-0.4f, 0.12f), jitter = random.range(0.05f, 0.45f), sweep = random.range(-0.4f, 0.4f);
  if (blunt) jitter *= 0.3f;
  for (int i = 0; i < count; i++) {
    float x = -1 + 2 * (i + 0.5f) / count;
    Point tip = {x + sweep * (1 - 0.5f * std::fabs(x)) + random.normal() * 0.08f, tips + random.range(0.2f, 0.5f) * x * x + random.normal() * jitter};
    hair.bangs.push_back({{x * 0.75f, hair.crownY * 0.75f}, tip, 2.0f / count * random.range(0.9f, 1.7f), random.normal() * 0.12f, blunt ? 0.6f / count : 0});
  }
}

/** Hair parted at a point, falling to both sides. */
void addParting(Random& random, Hair& hair, float part) {
  int count = 2 + random.index(4);
  for (float side : {-1.0f, 1.0f})
    for (int i = 0; i < count; i++) {
      float t = (i + 0.5f) / count, reach = side > 0 ? 1 - part : 1 + part;
      Point tip = {part + side * reach * (0.45f + 0.65f * t) + random.normal() * 0.1f, -0.7f + 1.1f * t * random.range(0.4f, 1.3f) + random.normal() * 0.15f};
      hair.bangs.push_back({{part + side * (0.05f + 0.3f * t), hair.crownY * 0.8f}, tip, random.range(0.25f, 0.6f), side * random.range(-0.25f, 0.05f), 0});
    }
  if (random.chance(0.5f))
    hair.bangs.push_back({{part, hair.crownY * 0.8f}, {part + random.normal() * 0.2f, random.range(-0.3f, 0.35f)}, random.range(0.12f, 0.35f), random.normal() * 0.1f, 0});
}

/** Everything swept to one side; `deep` lets it hang over the eye there. */
void addSweep(Random& random, Hair& hair, bool deep) {
  float side = random.side();
  int count = 4 + random.index(4);
  for (int i = 0; i < count; i++) {
    float t = (i + 0.5f) / count;
    float low = deep ? -0.3f + random.range(0.6f, 1.5f) * t : -0.55f + 0.6f * std::fabs(t - 0.4f);
    Point tip = {-side * (-0.6f + (deep ? 1.45f : 1.6f) * t) + random.normal() * 0.1f, low + random.normal() * 0.15f};
    hair.bangs.push_back({{side * (0.7f - 0.6f * t), hair.crownY * 0.75f}, tip, random.range(0.35f, 0.65f), side * random.range(0, 0.3f), 0});
  }
}

/** A curtain over one eye. */
void addCurtain(Random& random, Hair& hair) {
  float side = random.side(), x = random.range(0.35f, 0.75f);
  for (int i = 2 + random.index(3); i > 0; i--)
    hair.bangs.push_back({{side * x * random.range(0.3f, 0.9f), hair.crownY * 0.78f}, {side * (x + random.normal() * 0.2f), random.range(0.15f, 1.2f)}, random.range(0.3f, 0.65f), random.normal() * 0.15f, 0});
}

void addSides(Random& random, Hair& hair) {
  bool covering = random.chance(0.35f);
  for (float side : {-1.0f, 1.0f}) {
    if (random.chance(0.06f)) continue;
    for (int i = 1 + random.index(3); i > 0; i--) {
      float root = side * random.range(0.82f, 1.1f) * 0.75f, tip = random.range(0.72f, 1.25f);
      if (covering) tip = random.range(0.55f, 0.95f);
      hair.sides.push_back({{root, -1.2f}, {side * tip, random.range(0, 2.6f)}, random.range(0.15f, covering ? 0.6f : 0.45f), side * random.range(-0.3f, 0.05f), random.chance(0.25f) ? random.range(0.04f, 0.25f) : 0});
    }
  }
}

void drawLock(Scene& scene, const Lock& lock, float lineAlpha) {
  Random& random = scene.random;
  Canvas& canvas = scene.canvas;
  const Style& style = scene.style;
  Path outline = scene.pose.head(lockOutline(lock));
  Color top = vary(random, style.hair, 0.06f), end = vary(random, style.hairEnd, 0.06f);
  canvas.fill(outline, gradient(top, end, scene.pose.head({0, -1.6f}), scene.pose.head({0, random.range(0, 1.2f)})));
  float w = style.hairLineWidth;
  if (lineAlpha > 0) {
    size_t half = outline.size() / 2;
    canvas.stroke(Path(outline.begin(), outline.begin() + half), {0.3f * w, w, 0.4f * w}, style.hairLine, lineAlpha);
    canvas.stroke(Path(outline.begin() + half, outline.end()), {0.4f * w, w, 0.3f * w}, style.hairLine, lineAlpha);
  }
  for (int i = random.index(4); i > 0; i--) {
    float aside = random.range(-0.4f, 0.4f), from = random.range(0, 0.5f), to = random.range(0.5f, 0.95f);
    Path strand;
    for (int j = 0; j <= 6; j++) strand.push_back(scene.pose.head(alongLock(lock, from + (to - from) * j / 6, aside)));
    Color color = random.chance(0.6f) ? style.hairLine : mix(style.hair, kWhite, random.range(0.2f, 0.6f));
    canvas.stroke(strand, {0.1f, w * random.range(0.3f, random.chance(0.3f) ? 2.5f : 1), 0.1f}, color, random.range(0.2f, 0.9f));
  }
}

Path capOutline(Scene& scene, const Hair& hair) {
  Random& random = scene.random;
  float top = hair.crownY;
  Path path;
  if (!hair.bangs.empty()) {
    path = {{-1.02f, -0.25f - random.range(0, 0.35f)}, {-1.05f, -0.8f}, {-0.8f, top * 0.85f}, {0, top}, {0.8f, top * 0.85f}, {1.05f, -0.8f},
            {1.02f, -0.25f - random.range(0, 0.35f)},  {0.85f, hair.hairlineY + 0.15f},       {0, hair.hairlineY},   {-0.85f, hair.hairlineY + 0.15f}};
  } else {
    float y = random.range(-1.15f, -0.75f);
    path = {{-1.04f, 0}, {-1.1f, -0.8f}, {-0.8f, top * 0.85f}, {0, top}, {0.8f, top * 0.85f}, {1.1f, -0.8f}, {1.04f, 0}, {0.92f, -0.4f},
            {0.7f, y - 0.05f}, {random.range(-0.4f, 0.4f), y + random.range(-0.3f, 0.1f)}, {-0.7f, y - 0.05f}, {-0.92f, -0.4f}};
  }
  return scene.pose.head(smoothClosed(path, 4));
}

/** The shine around the head, straight or jagged. */
void drawShine(Scene& scene, const Hair& hair) {
  Random& random = scene.random;
  float y = hair.crownY * random.range(0.45f, 0.75f);
  Path band;
  auto edge = [&](int i, float down) {
    float x = -1 + i / 5.0f;
    return scene.pose.head({x * 0.95f, y + 0.25f * x * x + down});
  };
  for (int i = 0; i <= 10; i++) band.push_back(edge(i, i % 2 ? random.range(-0.06f, 0.06f) : 0));
  for (int i = 10; i >= 0; i--) band.push_back(edge(i, random.range(0.08f, 0.3f)));
  scene.canvas.glow(band, scene.style.technique == Technique::cel ? 0 : 1 + random.index(3), mix(scene.style.hair, kWhite, random.range(0.3f, 0.8f)), random.range(0.3f, 0.9f));
}

}  // namespace

Hair randomHair(Scene& scene) {
  Random& random = scene.random;
  Hair hair = {};
  hair.bald = random.chance(scene.style.cartoon() ? 0.12f : 0.02f);
  hair.crownY = -random.range(1.45f, 2.1f);
  hair.hairlineY = random.range(-1.35f, -0.95f);
  bool lined = scene.style.hairLineWidth > 0.05f && !scene.style.painted();
  hair.lineAlpha = lined ? random.range(0.5f, 1) : random.range(0, 0.3f);
  if (hair.bald) return hair;
  float dice = random.unit();
  bool anime = scene.style.anime();
  if (dice < (anime ? 0.5f : 0.4f)) addFringe(random, hair, anime, random.chance(0.33f));
  else if (dice < 0.72f) addParting(random, hair, random.chance(0.5f) ? random.range(-0.2f, 0.2f) : random.range(-0.75f, 0.75f));
  else if (dice < 0.88f) addSweep(random, hair, random.chance(0.4f));
  if (random.chance(0.08f)) addCurtain(random, hair);
  if (random.chance(0.78f)) addSides(random, hair);
  for (int i = static_cast<int>(hair.bangs.size()) - 1; i > 0; i--) std::swap(hair.bangs[i], hair.bangs[random.index(i + 1)]);
  return hair;
}

void drawBackHair(Scene& scene, const Hair& hair) {
  if (hair.bald) return;
  Random& random = scene.random;
  const Style& style = scene.style;
  float half = random.range(1.1f, 1.5f), length = random.chance(0.5f) ? random.range(1.5f, 4.5f) : random.range(0.2f, 1.5f), spread = random.range(0.8f, 1.7f);
  Path side = {{half * 0.6f, hair.crownY * 0.93f}, {half * 0.95f, hair.crownY * 0.55f}, {half * 1.05f, 0}, {half * spread, length * 0.6f}, {half * spread * random.range(0.6f, 1.1f), length}};
  Path path = {{0, hair.crownY}};
  path.insert(path.end(), side.begin(), side.end());
  float bottom = side.back().x;
  int tips = 2 + random.index(6);
  for (int i = 0; i < tips; i++) {
    float t = 1 - 2 * (i + 0.5f) / tips;
    path.push_back({bottom * t, length + random.range(-0.5f, 0.1f)});
    path.push_back({bottom * (t - 0.5f / tips), length + random.range(-0.1f, 0.5f)});
  }
  for (int i = 4; i >= 0; i--) path.push_back({-side[i].x * random.range(0.95f, 1.05f), side[i].y + random.range(-0.1f, 0.1f)});
  Path outline = scene.pose.head(smoothClosed(path, 4));
  float dark = random.range(0.55f, 1), w = style.hairLineWidth;
  scene.canvas.fill(outline, gradient(style.hair * dark, style.hairEnd * dark, scene.pose.head({0, -1.5f}), scene.pose.head({0, length})));
  if (style.lineWidth > 0.1f) scene.canvas.outline(outline, w * 1.2f, style.hairLine);
  for (int i = random.index(16); i > 0; i--) {
    float x = random.side() * random.range(0.85f, half * spread), from = random.range(-1.2f, 0.5f), to = from + random.range(0.4f, 2);
    Path strand;
    for (int j = 0; j <= 6; j++) {
      float t = j / 6.0f;
      strand.push_back(scene.pose.head({x * (0.9f + 0.15f * t) + 0.06f * std::sin(4 * t + i), from + (to - from) * t}));
    }
    scene.canvas.stroke(strand, {0.1f, w * random.range(0.5f, 2.5f), 0.1f}, random.chance(0.6f) ? style.hairLine : mix(style.hair, kWhite, 0.3f), random.range(0.3f, 0.9f));
  }
}

void drawBangsShadow(Scene& scene, const Hair& hair) {
  Random& random = scene.random;
  if (hair.bangs.empty() || scene.style.manga() || !random.chance(0.75f)) return;
  Mask shadow;
  for (const std::vector<Lock>* locks : {&hair.bangs, &hair.sides})
    for (Lock lock : *locks) {
      lock.tip = lock.tip + Point{0.02f, random.range(0.03f, 0.14f)};
      scene.canvas.add(shadow, scene.pose.head(lockOutline(lock)));
    }
  if (scene.style.soft()) scene.canvas.soften(shadow, 1 + random.index(3));
  scene.canvas.paint(shadow, solid(scene.style.skinShade), random.range(0.3f, 1), &scene.skin);
}

void drawFrontHair(Scene& scene, const Hair& hair) {
  if (hair.bald) return;
  Random& random = scene.random;
  const Style& style = scene.style;
  Path cap = capOutline(scene, hair);
  scene.canvas.fill(cap, gradient(style.hair, mix(style.hair, style.hairEnd, 0.4f), scene.pose.head({0, hair.crownY}), scene.pose.head({0, 0})));
  if (hair.bangs.empty()) scene.canvas.outline(cap, style.hairLineWidth, style.hairLine, hair.lineAlpha);
  for (const Lock& lock : hair.bangs) drawLock(scene, lock, hair.lineAlpha);
  for (const Lock& lock : hair.sides) drawLock(scene, lock, hair.lineAlpha);
  if (random.chance(0.4f) && !style.manga()) drawShine(scene, hair);
}

void drawStrayHairs(Scene& scene) {
  Random& random = scene.random;
  for (int i = 1 + random.index(5); i > 0; i--) {
    Point from = {random.range(-1, 1), random.range(-1.4f, -0.8f)}, to = {from.x + random.normal() * 0.5f, random.range(-0.4f, 1.2f)};
    Point middle = lerp(from, to, 0.5f) + Point{random.normal() * 0.15f, 0};
    scene.canvas.stroke(scene.pose.head(smoothOpen({from, middle, to})), {0.2f, std::max(0.4f, scene.style.hairLineWidth), 0.2f},
                        random.chance(0.5f) ? scene.style.hairLine : scene.style.hair, random.range(0.4f, 1));
  }
}

void drawHairFromBehind(Scene& scene, const Hair& hair) {
  Random& random = scene.random;
  const Style& style = scene.style;
  float y = scene.chin * random.range(0.6f, 1.3f);
  Path head = {{-1.08f, 0}, {-0.9f, hair.crownY * 0.8f}, {0, hair.crownY}, {0.9f, hair.crownY * 0.8f}, {1.08f, 0}, {0.85f, y * 0.8f}, {0, y}, {-0.85f, y * 0.8f}};
  scene.canvas.fill(scene.pose.head(smoothClosed(head, 4)), gradient(style.hair, style.hairEnd, scene.pose.head({0, hair.crownY}), scene.pose.head({0, y})));
  for (int i = 6 + random.index(10); i > 0; i--)
    drawLock(scene, {{random.range(-0.5f, 0.5f), hair.crownY * 0.8f}, {random.range(-1.1f, 1.1f), y * random.range(0.6f, 1.2f)}, random.range(0.2f, 0.6f), random.normal() * 0.2f, 0}, hair.lineAlpha);
}
