#include "eyes.h"

#include <algorithm>
#include <cmath>

namespace {

/** A lid's rise above the line between the corners: 0 at both ends, 1 at its highest. */
float lidCurve(const float shape[3], float u) {
  float skewed = std::pow(u, shape[2]);
  return std::pow(std::max(0.0f, 1 - std::pow(std::fabs(2 * skewed - 1), shape[0])), 1 / shape[1]);
}

/** One eye in face units; u runs from the inner (0) to the outer corner (1). */
struct Eye {
  const EyePair& pair;
  float side, open;

  bool closed() const { return open <= 0; }
  Point corner(float u) const {
    return {side * (pair.distance + pair.halfWidth * (2 * u - 1)), pair.innerLift + (pair.outerLift - pair.innerLift) * u};
  }
  Point upper(float u) const {
    Point base = corner(u);
    float rise = lidCurve(pair.upper, u);
    if (closed()) return {base.x, base.y + (pair.joyful ? 0.2f - 0.6f * rise : 0.55f * rise) * pair.upperHeight};
    float sunk = pair.lowerHeight * lidCurve(pair.lower, u);
    return {base.x, base.y - pair.upperHeight * rise * open + sunk * (1 - open) * 0.75f};
  }
  Point lower(float u) const {
    if (closed()) return upper(u);
    Point base = corner(u);
    return {base.x, base.y + pair.lowerHeight * lidCurve(pair.lower, u)};
  }
  Point iris() const {
    return {side * pair.distance + pair.irisOffset.x, pair.irisOffset.y + (pair.innerLift + pair.outerLift) * 0.5f};
  }
};

constexpr int kLidSteps = 16;

struct Lids {
  Path upper, lower;
};

Lids lidsOf(const Scene& scene, const Eye& eye) {
  Lids lids;
  for (int i = 0; i <= kLidSteps; i++) {
    float u = static_cast<float>(i) / kLidSteps;
    lids.upper.push_back(scene.pose.face(eye.upper(u)));
    lids.lower.push_back(scene.pose.face(eye.lower(u)));
  }
  return lids;
}

void label(Scene& scene, const Eye& eye, int base) {
  Labels& labels = scene.labels;
  const EyePair& pair = eye.pair;
  auto face = [&](Point p) { return scene.pose.face(p); };
  Point iris = eye.iris();
  if (pair.dot && !eye.closed()) {
    // A dot has no lids: its outline takes their place.
    for (int i = 0; i < 8; i++) {
      float angle = 0.7853982f * i;
      labels.set(base + i, face({iris.x + eye.side * pair.irisX * std::cos(angle), iris.y - pair.irisY * std::sin(angle)}));
    }
  } else {
    for (int i = 0; i <= 4; i++) labels.set(base + kOuterCorner + i, face(eye.upper(1 - 0.25f * i)));
    for (int i = 1; i <= 3; i++) labels.set(base + kInnerCorner + i, face(eye.lower(0.25f * i)));
  }
  Point edge[4] = {iris, {iris.x - pair.irisX, iris.y}, {iris.x + pair.irisX, iris.y}, {iris.x, iris.y + pair.irisY}};
  for (int i = 0; i < 4; i++) {
    if (eye.closed()) labels.absent(base + kIrisCentre + i, face(edge[i]));
    else labels.set(base + kIrisCentre + i, face(edge[i]));
  }
}

/** A band hanging from the upper lid, as shadow on what is below it. */
Path underLid(const Scene& scene, const Eye& eye, const Lids& lids, float depth) {
  Path band = lids.upper;
  for (int i = kLidSteps; i >= 0; i--) {
    float u = static_cast<float>(i) / kLidSteps;
    band.push_back(scene.pose.face({eye.corner(u).x, eye.upper(u).y + depth}));
  }
  return band;
}

void drawIris(Scene& scene, const Eye& eye, const Lids& lids, float alpha, const Mask& opening) {
  const EyePair& pair = eye.pair;
  Canvas& canvas = scene.canvas;
  auto face = [&](Path path) { return scene.pose.face(std::move(path)); };
  Point c = eye.iris();
  float rx = pair.irisX, ry = pair.irisY;
  Path iris = face(superellipse(c, rx, ry, pair.irisPower));
  canvas.fill(iris, gradient(pair.irisTop, pair.irisBottom, scene.pose.face({c.x, c.y - ry * 0.7f}), scene.pose.face({c.x, c.y + ry})), alpha, &opening);
  if (pair.ring) {
    Path ring = iris;
    ring.push_back(ring.front());
    float width = std::max(0.5f, scene.unit() * 0.025f);
    canvas.stroke(ring, {width, width, width}, pair.irisTop * 0.6f, 0.9f * alpha, &opening);
  }
  if (pair.pupil > 0) {
    float wide = pair.pupil == 1 ? 0.3f : pair.pupil == 2 ? 0.45f : 0.55f, tall = pair.pupil == 3 ? 0.65f : 0.42f;
    canvas.fill(face(ellipse(c, rx * wide, ry * tall)), solid(pair.irisTop * 0.4f), alpha * (pair.pupil == 3 ? 0.6f : 1), &opening);
  }
  if (pair.glowBelow)
    canvas.glow(face(ellipse({c.x, c.y + ry * 0.6f}, rx * 0.6f, ry * 0.3f)), scene.style.soft() ? 1 : 0, mix(pair.irisBottom, kWhite, 0.5f), 0.6f * alpha, &opening);
  Mask inside;
  canvas.set(inside, iris);
  for (int y = inside.top; y < inside.bottom; y++)
    for (int x = inside.left; x < inside.right; x++) inside.value[y * kSize + x] *= opening.value[y * kSize + x];
  canvas.fill(underLid(scene, eye, lids, pair.height() * 0.22f), solid(pair.irisTop * 0.5f), 0.6f * alpha, &inside);
  for (int i = 0; i < pair.highlights; i++) {
    float across = i == 0 ? 1 : i == 1 ? -1 : 0.4f, down = i == 0 ? pair.highlight.y : i == 1 ? -0.8f * pair.highlight.y : 0.1f;
    float size = pair.highlightSize * (i == 0 ? 1 : 0.5f);
    canvas.fill(face(ellipse({c.x + pair.highlight.x * across * rx, c.y + down * ry}, rx * size, ry * size * 0.9f)), solid(kWhite), alpha * (i == 0 ? 1 : 0.85f));
  }
}

void drawLowerLine(Scene& scene, const Eye& eye, float alpha) {
  const EyePair& pair = eye.pair;
  if (pair.lowerLine == 0) return;
  float from = pair.lowerLine == 1 ? 0.2f : pair.lowerLine == 2 ? 0 : 0.35f, to = pair.lowerLine == 1 ? 0.8f : 1;
  Path line;
  for (int i = 0; i <= 10; i++) line.push_back(scene.pose.face(eye.lower(from + (to - from) * i / 10)));
  float width = scene.style.cartoon() ? pair.lashWidth : std::max(0.4f, pair.lashWidth * 0.35f);
  scene.canvas.stroke(line, {0.2f, width, 0.3f}, pair.lash, pair.lowerLineAlpha * alpha);
}

/** Tufts at the outer corner. */
void drawLashEnds(Scene& scene, const Eye& eye, float alpha) {
  const EyePair& pair = eye.pair;
  float side = eye.side, k = pair.lashWidth / scene.unit();
  auto fill = [&](Path path) { scene.canvas.fill(scene.pose.face(std::move(path)), solid(pair.lash), alpha); };
  Point end = eye.corner(1);
  if (pair.lashShape == 1) {
    fill({{end.x - side * k, end.y - k * 0.8f}, {end.x + side * k * 1.6f, end.y - k * 1.2f}, {end.x, end.y + k * 0.5f}});
  } else if (pair.lashShape == 2) {
    for (int i = 0; i < 3; i++) {
      Point p = eye.upper(0.98f - 0.1f * i);
      fill({{p.x - side * 0.03f, p.y}, {p.x + side * 0.09f, p.y - 0.07f + 0.02f * i}, {p.x + side * 0.02f, p.y + 0.02f}});
    }
  } else if (pair.lashShape == 3) {
    Path below;
    for (int i = 0; i <= 5; i++) below.push_back(scene.pose.face(eye.lower(1 - 0.03f * i)));
    scene.canvas.stroke(below, {pair.lashWidth * 0.7f, pair.lashWidth * 0.5f, 0.2f}, pair.lash, alpha);
  }
}

void drawLash(Scene& scene, const Eye& eye, const Lids& lids, float alpha) {
  const EyePair& pair = eye.pair;
  float thick = pair.lashWidth;
  Path line = lids.upper;
  if (pair.lashTail > 0 && !eye.closed()) {
    Point end = eye.corner(1);
    line.push_back(scene.pose.face({end.x + eye.side * pair.lashTail * 0.6f, end.y + (pair.outerLift > 0 ? -0.02f : 0.02f)}));
  }
  Taper width = {thick * 0.36f, thick, thick * 0.8f};
  if (eye.closed()) width = {std::max(0.3f, thick * 0.3f), std::max(0.5f, thick * 0.7f), std::max(0.3f, thick * 0.8f)};
  scene.canvas.stroke(line, width, pair.lash, alpha);
  if (!eye.closed() && thick > 0) drawLashEnds(scene, eye, alpha);
  if (scene.style.painted()) scene.canvas.stroke(lids.upper, {thick * 0.5f, thick * 1.6f, thick}, pair.lash, 0.25f * alpha);
}

void drawFold(Scene& scene, const Eye& eye) {
  const EyePair& pair = eye.pair;
  float from = scene.random.range(0, 0.3f), to = scene.random.range(0.6f, 1);
  Path line;
  for (int i = 0; i <= 8; i++) {
    Point p = eye.upper(from + (to - from) * i / 8);
    line.push_back(scene.pose.face({p.x, p.y - pair.foldOffset}));
  }
  scene.canvas.stroke(line, {0.2f, std::max(0.4f, scene.style.lineWidth * 0.6f), 0.2f}, mix(pair.lash, scene.style.skinShade, 0.35f), 0.8f);
}

void drawEye(Scene& scene, const Eye& eye, float alpha, bool labelled) {
  const EyePair& pair = eye.pair;
  Canvas& canvas = scene.canvas;
  if (labelled) label(scene, eye, eye.side < 0 ? 0 : kRightEye);
  Lids lids = lidsOf(scene, eye);
  if (!eye.closed()) {
    Path outline = lids.upper;
    outline.insert(outline.end(), lids.lower.rbegin(), lids.lower.rend());
    Mask opening;
    canvas.set(opening, outline);
    canvas.paint(opening, solid(pair.sclera), alpha);
    if (pair.scleraShade)
      canvas.fill(underLid(scene, eye, lids, pair.height() * 0.16f), solid(pair.sclera * Color{0.75f, 0.72f, 0.8f}), 0.8f * alpha, &opening);
    drawIris(scene, eye, lids, alpha, opening);
    if (pair.dot) canvas.fill(scene.pose.face(superellipse(eye.iris(), pair.irisX, pair.irisY, pair.irisPower)), solid(pair.irisTop * 0.3f), alpha);
    drawLowerLine(scene, eye, alpha);
  }
  drawLash(scene, eye, lids, alpha);
  if (pair.fold && labelled) drawFold(scene, eye);
}

}  // namespace

void drawEyes(Scene& scene, const EyePair& eyes, float alpha, bool labelled) {
  for (int i = 0; i < 2; i++) drawEye(scene, {eyes, i == 0 ? -1.0f : 1.0f, eyes.open[i]}, alpha, labelled);
}
