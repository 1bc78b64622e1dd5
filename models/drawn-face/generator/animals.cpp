#include "animals.h"

#include <algorithm>
#include <cmath>

namespace {

/** A head's frame: face units to pixels. */
struct Frame {
  Point centre;
  float unit, cosine, sine;

  Point at(Point p) const { return {centre.x + unit * (cosine * p.x - sine * p.y), centre.y + unit * (sine * p.x + cosine * p.y)}; }
  Path at(Path path) const {
    for (Point& p : path) p = at(p);
    return path;
  }
};

struct Coat {
  Color fur, belly, line, iris;
  float lineWidth;
};

void drawEars(Random& random, Canvas& canvas, const Frame& frame, const Coat& coat) {
  bool pointed = random.chance(0.65f), hanging = !pointed && random.chance(0.4f);
  float x = random.range(0.5f, 0.85f), size = random.range(0.35f, 0.8f);
  for (float side : {-1.0f, 1.0f}) {
    Point base = {side * x, hanging ? -0.4f : -0.7f};
    Path ear = pointed   ? Path{base + Point{-0.38f, 0.15f}, base + Point{side * 0.15f, -size}, base + Point{0.38f, 0.15f}}
               : hanging ? ellipse(base + Point{side * 0.35f, 0.45f}, 0.22f, size, -side * 0.3f)
                         : ellipse(base, size * 0.5f, size * 0.5f);
    canvas.fill(frame.at(ear), solid(vary(random, coat.fur, 0.08f)));
    canvas.outline(frame.at(ear), coat.lineWidth, coat.line);
    if (pointed) canvas.fill(frame.at(Path{base + Point{-0.2f, 0.05f}, base + Point{side * 0.12f, -size * 0.7f}, base + Point{0.2f, 0.05f}}), solid({0.95f, 0.7f, 0.7f}), 0.8f);
  }
}

void drawEyes(Random& random, Canvas& canvas, const Frame& frame, const Coat& coat) {
  float x = random.range(0.35f, 0.55f), y = random.range(-0.2f, 0.1f), rx = random.range(0.08f, 0.22f), ry = rx * random.range(0.7f, 1.2f), turn = random.range(-0.1f, 0.4f);
  bool slit = random.chance(0.4f), plain = random.chance(0.35f);
  for (float side : {-1.0f, 1.0f}) {
    Path eye = frame.at(ellipse({side * x, y}, rx, ry, -side * turn));
    canvas.fill(eye, solid(plain ? grey(0.05f) : coat.iris));
    canvas.outline(eye, coat.lineWidth, coat.line);
    if (!plain) canvas.fill(frame.at(ellipse({side * x, y}, slit ? rx * 0.22f : rx * 0.55f, ry * 0.8f)), solid(grey(0.03f)));
    canvas.fill(frame.at(ellipse({side * x - 0.03f, y - ry * 0.4f}, 0.04f, 0.04f)), solid(kWhite));
  }
}

void drawMuzzle(Random& random, Canvas& canvas, const Frame& frame, const Coat& coat) {
  float y = random.range(0.3f, 0.5f), w = std::max(0.5f, coat.lineWidth);
  Color nose = random.chance(0.5f) ? grey(0.08f) : Color{0.9f, 0.5f, 0.55f};
  if (random.chance(0.6f)) canvas.fill(frame.at(ellipse({0, y + 0.22f}, random.range(0.3f, 0.6f), random.range(0.25f, 0.45f))), solid(coat.belly));
  float half = random.range(0.1f, 0.28f);
  canvas.fill(frame.at(smoothClosed({{-half, y}, {0, y - 0.05f}, {half, y}, {0, y + half}}, 4)), solid(nose));
  auto line = [&](Path path) { canvas.stroke(frame.at(smoothOpen(path)), {w, w, 0.3f}, coat.line); };
  line({{0, y + half}, {0, y + half + 0.12f}});
  for (float side : {-1.0f, 1.0f}) line({{0, y + half + 0.12f}, {side * 0.15f, y + half + 0.2f}, {side * 0.32f, y + half + 0.1f}});
  if (random.chance(0.6f))
    for (float side : {-1.0f, 1.0f})
      for (int i = -1; i <= 1; i++) line({{side * 0.35f, y + 0.15f + 0.06f * i}, {side * 1.3f, y + 0.1f + 0.2f * i}});
}

void drawBeak(Random& random, Canvas& canvas, const Frame& frame, const Coat& coat) {
  float size = random.range(0.2f, 0.5f);
  Path beak = frame.at(Path{{-size, 0.2f}, {size, 0.2f}, {0, 0.3f + size}});
  canvas.fill(beak, solid(hsv(random.range(0.06f, 0.14f), 0.8f, 0.95f)));
  canvas.outline(beak, coat.lineWidth, coat.line);
}

void drawMarkings(Random& random, Canvas& canvas, const Frame& frame, const Coat& coat) {
  Color dark = coat.fur * random.range(0.4f, 0.8f);
  for (int i = random.index(9); i > 0; i--) {
    Point from = {random.range(-1, 1), random.range(-0.9f, 0.8f)};
    float w = random.range(0.03f, 0.15f) * frame.unit;
    canvas.stroke({frame.at(from), frame.at(from * random.range(0.5f, 0.8f))}, {w * 0.3f, w, w * 0.3f}, dark, random.range(0.4f, 1));
  }
}

void drawFur(Random& random, Canvas& canvas, const Frame& frame, const Coat& coat) {
  for (int i = 60 + random.index(120); i > 0; i--) {
    Point from = frame.at(Point{random.range(-1, 1), random.range(-1, 1)});
    canvas.stroke({from, from + Point{random.normal() * 2, random.normal() * 2 + 2}}, {0.5f, 0.6f, 0.2f}, coat.fur * random.range(0.6f, 1.2f), 0.6f);
  }
}

}  // namespace

void drawAnimal(Random& random, Canvas& canvas) {
  float turn = random.normal() * 0.2f;
  Frame frame = {{kSize * random.range(0.35f, 0.65f), kSize * random.range(0.35f, 0.65f)}, kSize * random.range(0.14f, 0.42f), std::cos(turn), std::sin(turn)};
  Coat coat;
  coat.fur = random.chance(0.6f) ? hsv(random.range(0.03f, 0.13f), random.range(0, 0.7f), random.range(0.1f, 1)) : anyColor(random);
  coat.belly = mix(coat.fur, kWhite, random.range(0.3f, 0.9f));
  coat.line = coat.fur * random.range(0.1f, 0.4f);
  coat.iris = hsv(random.range(0.05f, 0.6f), random.range(0.3f, 0.9f), random.range(0.4f, 0.95f));
  coat.lineWidth = frame.unit * random.range(0, 0.05f);
  float wide = random.range(0.85f, 1.1f), tall = random.range(0.75f, 1.1f);
  canvas.fill(frame.at(ellipse({random.normal() * 0.2f, 1.6f}, random.range(0.7f, 1.3f), random.range(0.8f, 1.5f))), solid(coat.fur * 0.9f));
  bool bird = random.chance(0.2f);
  if (!bird) drawEars(random, canvas, frame, coat);
  Path head = frame.at(ellipse({0, 0}, wide, tall));
  canvas.fill(head, gradient(coat.fur, vary(random, coat.fur, 0.15f), frame.at({0, -1}), frame.at({0, 1})));
  canvas.outline(head, coat.lineWidth, coat.line);
  drawMarkings(random, canvas, frame, coat);
  drawEyes(random, canvas, frame, coat);
  if (bird) drawBeak(random, canvas, frame, coat);
  else drawMuzzle(random, canvas, frame, coat);
  if (random.chance(0.5f)) drawFur(random, canvas, frame, coat);
}
