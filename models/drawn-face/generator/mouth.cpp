// Mouths: closed lines, open ones, grins, cat mouths and lips.
#include <algorithm>
#include <cmath>

#include "skin.h"

namespace {

enum class Kind { line, wave, open, round, triangle, grin, cat, lips };

/** The mouth's own frame: u from -1 to 1 between the corners, v down in face units. */
struct Mouth {
  Scene& scene;
  float x, y, half, tilt, width;
  Color line, inside;

  Point at(float u, float v) const {
    return scene.pose.face({x + u * half - v * tilt * 0.5f, y + v + u * half * tilt});
  }
  /** Labels from 13 points of the upper and of the lower edge. */
  void label(const Path& upper, const Path& lower) const {
    Labels& l = scene.labels;
    l.set(kMouthLeft, upper[0]);
    l.set(kMouthRight, upper[12]);
    l.set(kMouthUpper, upper[6]);
    l.set(kMouthLower, lower[6]);
    l.set(kMouthUpperLeft, upper[3]);
    l.set(kMouthUpperRight, upper[9]);
    l.set(kMouthLowerLeft, lower[3]);
    l.set(kMouthLowerRight, lower[9]);
  }
};

Path between(const Path& upper, const Path& lower) {
  Path outline = upper;
  outline.insert(outline.end(), lower.rbegin(), lower.rend());
  return outline;
}

Path part(const Path& path, int from, int to) { return Path(path.begin() + from, path.begin() + to); }

void drawUnderlip(const Mouth& mouth, float v) {
  Path line = {mouth.at(-0.3f, v), mouth.at(0, v + 0.015f), mouth.at(0.3f, v)};
  mouth.scene.canvas.stroke(line, {0.2f, mouth.width * 0.7f, 0.2f}, mix(mouth.line, mouth.scene.style.skinShade, 0.4f), mouth.scene.random.range(0.4f, 0.9f));
}

void drawLine(const Mouth& mouth, bool wave) {
  Random& random = mouth.scene.random;
  Canvas& canvas = mouth.scene.canvas;
  float sag = random.chance(0.7f) ? random.range(-0.02f, 0.14f) : random.range(-0.1f, 0.05f), ripple = wave ? random.range(0.02f, 0.05f) : 0;
  Path line;
  for (int i = 0; i <= 12; i++) {
    float u = -1 + i / 6.0f;
    line.push_back(mouth.at(u, sag * (0.5f - u * u) + ripple * std::sin(u * 7)));
  }
  mouth.label(line, line);
  float w = mouth.width, alpha = random.range(0.45f, 1);
  int gap = random.index(5);
  if (gap == 0) {
    canvas.stroke(part(line, 0, 5), {w * 1.3f, w, 0.2f}, mouth.line, alpha);
    canvas.stroke(part(line, 8, 13), {0.2f, w, w * 1.3f}, mouth.line, alpha);
    canvas.stroke(line, {0.2f, w * 0.5f, 0.2f}, mouth.line, alpha * 0.3f);
  } else if (gap == 1 && mouth.half > 0.12f) {
    canvas.stroke(part(line, 0, 4), {w * 1.4f, w, 0.2f}, mouth.line, alpha);
    canvas.stroke(part(line, 9, 13), {0.2f, w, w * 1.4f}, mouth.line, alpha);
  } else {
    float end = gap == 2 ? w * 1.4f : 0.3f;
    canvas.stroke(line, {end, w, end}, mouth.line, alpha);
  }
  if (random.chance(0.4f)) drawUnderlip(mouth, random.range(0.07f, 0.16f) + std::max(0.0f, sag));
  if (random.chance(0.2f))
    canvas.glow({mouth.at(-0.6f, 0.02f), mouth.at(0.6f, 0.02f), mouth.at(0.4f, 0.1f), mouth.at(-0.4f, 0.1f)}, 1, mouth.scene.style.skin * hsv(0, 0.5f, 1), random.range(0.3f, 0.9f));
}

/** Tongue, teeth and a fang, inside the opening. */
void fillOpening(const Mouth& mouth, const Path& upper, float height, const Mask& opening) {
  Random& random = mouth.scene.random;
  Canvas& canvas = mouth.scene.canvas;
  if (random.chance(0.6f)) {
    Color tongue = mix(mouth.inside, {1, 0.6f, 0.6f}, random.range(0.3f, 0.8f));
    Path outline = mouth.scene.pose.face(ellipse({mouth.x + random.normal() * 0.03f, mouth.y + height * random.range(0.75f, 1.1f)}, mouth.half * random.range(0.5f, 0.9f), height * random.range(0.25f, 0.5f)));
    canvas.fill(outline, solid(tongue), 1, &opening);
  }
  if (random.chance(0.35f)) {
    Point down = (mouth.at(0, height) - mouth.at(0, 0)) * random.range(0.12f, 0.35f);
    Path teeth = upper;
    for (int i = 11; i >= 1; i--) teeth.push_back(upper[i] + down);
    canvas.fill(teeth, solid(kWhite), 1, &opening);
  }
  if (random.chance(0.15f)) canvas.fill({mouth.at(0.45f, -0.02f), mouth.at(0.75f, -0.02f), mouth.at(0.6f, height * 0.25f)}, solid(kWhite), 1, &opening);
}

void drawOpen(Mouth& mouth, Kind kind) {
  Scene& scene = mouth.scene;
  Random& random = scene.random;
  Canvas& canvas = scene.canvas;
  bool round = kind == Kind::round, triangle = kind == Kind::triangle, grin = kind == Kind::grin;
  float height = random.chance(0.6f) ? random.range(0.06f, 0.25f) : random.range(0.1f, 0.62f);
  float sag = random.range(-0.04f, 0.05f), power = random.range(1.4f, 3), skew = random.normal() * 0.15f, curl = random.chance(0.5f) ? random.range(-0.04f, 0.1f) : 0;
  if (round) {
    height = random.range(0.04f, 0.14f);
    mouth.half = random.range(0.04f, 0.13f);
    power = 2;
    sag = -0.6f * height;
  } else if (grin) {
    height = random.range(0.08f, 0.25f);
    mouth.half = random.range(0.2f, 0.5f);
    sag = random.range(0, 0.05f);
  }
  height = std::max(0.04f, std::min(height, scene.chin * 0.93f - mouth.y));
  float peak = random.range(0.08f, 0.25f);
  Path upper, lower;
  for (int i = 0; i <= 12; i++) {
    float u = -1 + i / 6.0f, bent = u - skew * (1 - u * u);
    float top = triangle ? -peak * (1 - std::fabs(u)) : sag * (1 - u * u);
    float drop = triangle ? height * 0.35f * (1 - u * u * u * u) : height * std::max(0.0f, 1 - std::pow(std::fabs(bent), power));
    upper.push_back(mouth.at(u, top - curl * u * u));
    lower.push_back(mouth.at(u, std::max(top, drop) - curl * u * u));
  }
  mouth.label(upper, lower);
  Mask opening;
  canvas.set(opening, between(upper, lower));
  canvas.paint(opening, solid(grin ? Color{1, 1, 0.98f} : mouth.inside));
  float w = mouth.width, alpha = random.chance(0.25f) ? 0 : 1;
  if (!grin) fillOpening(mouth, upper, height, opening);
  else if (random.chance(0.5f)) canvas.stroke({mouth.at(-1, height * 0.4f), mouth.at(0, height * 0.45f), mouth.at(1, height * 0.4f)}, {0.3f, w * 0.6f, 0.3f}, mouth.line, 0.6f, &opening);
  canvas.stroke(upper, {w * 0.8f, w * random.range(0.6f, 1.3f), w * 0.8f}, mouth.line, alpha);
  canvas.stroke(lower, {w * 0.6f, w * random.range(0.4f, 1), w * 0.6f}, mouth.line, alpha * (random.chance(0.7f) ? 1 : 0.4f));
  if (random.chance(0.2f)) drawUnderlip(mouth, height + random.range(0.05f, 0.1f));
}

void drawCat(const Mouth& mouth) {
  Random& random = mouth.scene.random;
  float h = random.range(0.03f, 0.09f), w = mouth.width;
  auto curve = [&](float u) { return mouth.at(u, h * std::fabs(std::sin(u * 3.1416f)) - h * 0.2f); };
  Path upper, lower, line;
  for (int i = 0; i <= 12; i++) upper.push_back(curve(-1 + i / 6.0f));
  for (int i = 0; i <= 24; i++) line.push_back(curve(-1 + i / 12.0f));
  lower = upper;
  if (random.chance(0.4f)) {
    float depth = random.range(0.08f, 0.2f);
    for (int i = 3; i <= 9; i++) {
      float u = -1 + i / 6.0f;
      lower[i] = mouth.at(u, h * 0.5f + depth * (1 - 4 * u * u));
    }
    mouth.scene.canvas.fill(between(part(upper, 3, 10), part(lower, 3, 10)), solid(mouth.inside));
    mouth.scene.canvas.stroke(part(lower, 3, 10), {w * 0.5f, w * 0.8f, w * 0.5f}, mouth.line);
  }
  mouth.label(upper, lower);
  mouth.scene.canvas.stroke(line, {w * 0.6f, w, w * 0.6f}, mouth.line);
}

void drawLips(const Mouth& mouth) {
  Scene& scene = mouth.scene;
  Random& random = scene.random;
  Canvas& canvas = scene.canvas;
  float above = random.range(0.03f, 0.09f), below = random.range(0.05f, 0.13f), gap = random.chance(0.4f) ? random.range(0.01f, 0.08f) : 0;
  float smile = random.range(-0.03f, 0.05f);
  Color lip = scene.style.skin * hsv(random.range(-0.05f, 0.04f), random.range(0.15f, 0.65f), random.range(0.6f, 1));
  Path upper, lower, seam, seamLow;
  for (int i = 0; i <= 12; i++) {
    float u = -1 + i / 6.0f, b = 1 - u * u, rise = smile * (1 - b), bow = 1 - 0.35f * std::exp(-40 * u * u);
    upper.push_back(mouth.at(u, -above * std::pow(b, 0.8f) * bow - rise));
    lower.push_back(mouth.at(u, gap + below * std::pow(b, 0.6f) - rise));
    seam.push_back(mouth.at(u, 0.012f * std::cos(u * 6) * b - rise));
    seamLow.push_back(mouth.at(u, gap * b + 0.012f * std::cos(u * 6) * b - rise));
  }
  lower[0] = upper[0];
  lower[12] = upper[12];
  mouth.label(upper, lower);
  canvas.glow(between(upper, lower), random.chance(0.4f) ? 1 : 0, lip, random.range(0.3f, 1));
  canvas.fill(between(upper, seam), solid(lip * 0.85f), 0.6f);
  if (gap > 0) canvas.fill(between(seam, seamLow), solid(random.chance(0.5f) ? Color{0.95f, 0.93f, 0.9f} : mouth.inside * 0.5f));
  canvas.stroke(seam, {mouth.width * 0.4f, std::max(0.8f, mouth.width), mouth.width * 0.4f}, lip * random.range(0.3f, 0.6f), random.range(0.5f, 1));
  if (random.chance(0.5f)) canvas.glow(scene.pose.face(ellipse({mouth.x, mouth.y + gap + below * 0.5f}, mouth.half * 0.3f, below * 0.2f)), 1, kWhite, random.range(0, 0.6f));
}

Kind randomKind(Random& random, const Style& style) {
  if (style.natural()) return random.chance(0.7f) ? Kind::lips : random.chance(0.5f) ? Kind::open : Kind::line;
  if (random.chance(0.42f)) return Kind::line;
  if (random.chance(0.6f)) return Kind::open;
  constexpr Kind others[] = {Kind::round, Kind::round, Kind::triangle, Kind::grin, Kind::grin, Kind::cat, Kind::wave, Kind::lips};
  return others[random.index(8)];
}

}  // namespace

void drawMouth(Scene& scene, float noseY) {
  Random& random = scene.random;
  const Style& style = scene.style;
  float y = std::max(scene.chin * (style.natural() ? random.range(0.6f, 0.72f) : random.range(0.54f, 0.76f)), noseY + 0.12f);
  float half = style.natural() ? random.range(0.2f, 0.42f) : random.chance(0.5f) ? random.range(0.12f, 0.3f) : random.range(0.06f, 0.46f);
  bool faint = random.chance(0.15f);
  if (faint) half = random.range(0.05f, 0.14f);
  Mouth mouth = {scene, random.normal() * 0.05f, y, half, random.normal() * (random.chance(0.7f) ? 0.04f : 0.2f),
                 std::max(style.lineWidth * random.range(0.7f, 1.5f), 0.5f), {}, {}};
  mouth.line = random.chance(0.6f) && !faint ? style.line : style.skinShade * Color{0.65f, 0.4f, 0.4f};
  if (faint) mouth.line = mix(style.skin, mouth.line, random.range(0.3f, 0.7f));
  mouth.inside = hsv(random.range(-0.05f, 0.04f), random.range(0.3f, 0.8f), random.range(0.3f, 0.95f));
  if (faint) mouth.inside = mix(style.skin, mouth.inside, random.range(0.3f, 0.9f));
  switch (Kind kind = randomKind(random, style)) {
    case Kind::line: return drawLine(mouth, false);
    case Kind::wave: return drawLine(mouth, true);
    case Kind::cat: return drawCat(mouth);
    case Kind::lips: return drawLips(mouth);
    default: return drawOpen(mouth, kind);
  }
}
