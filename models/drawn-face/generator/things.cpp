#include "things.h"

#include <algorithm>
#include <cmath>

namespace {

struct Brush {
  Random& random;
  Canvas& canvas;
  Color line;
  float width;

  void shape(const Path& outline, Color color) {
    canvas.fill(outline, gradient(color, vary(random, color, 0.3f), outline.front(), outline[outline.size() / 2]));
    canvas.outline(outline, width, line);
  }
};

Point middle(Random& random) { return {kSize * random.range(0.25f, 0.75f), kSize * random.range(0.25f, 0.75f)}; }

/** Seen from above or aside: saucer, cup, drink, foam, handle. */
void drawCup(Brush& brush) {
  Random& random = brush.random;
  Point c = middle(random);
  float size = random.range(20, 60), flat = random.range(0.25f, 1);
  Color cup = anyColor(random);
  brush.shape(ellipse({c.x, c.y + size * (1 - flat) * 0.9f}, size * 1.5f, size * 1.5f * std::max(0.3f, flat * 0.8f)), anyColor(random));
  Path handle = ellipse({c.x + size * 1.05f, c.y + size * 0.35f}, size * 0.4f, size * 0.35f);
  brush.canvas.outline(handle, size * 0.15f, cup * 0.8f);
  brush.shape({{c.x - size, c.y}, {c.x + size, c.y}, {c.x + size * 0.6f, c.y + size * 1.3f * (1.1f - flat)}, {c.x - size * 0.6f, c.y + size * 1.3f * (1.1f - flat)}}, cup);
  brush.shape(ellipse(c, size, size * flat), cup);
  brush.shape(ellipse(c, size * 0.86f, size * 0.86f * flat), hsv(random.range(0.04f, 0.1f), 0.7f, random.range(0.2f, 0.6f)));
  for (int i = random.index(5); i > 0; i--)
    brush.canvas.fill(ellipse({c.x + random.normal() * size * 0.3f, c.y + random.normal() * size * 0.3f * flat}, random.range(0.05f, 0.3f) * size, random.range(0.05f, 0.3f) * size * flat), solid({0.95f, 0.88f, 0.75f}), 0.8f);
}

void drawCar(Brush& brush) {
  Random& random = brush.random;
  Point c = middle(random);
  float s = random.range(20, 55);
  Color body = anyColor(random);
  brush.shape({{c.x - s, c.y - s * 0.3f}, {c.x - s * 0.5f, c.y - s * 0.9f}, {c.x + s * 0.5f, c.y - s * 0.9f}, {c.x + s, c.y - s * 0.3f}, {c.x + s, c.y + s * 0.6f}, {c.x - s, c.y + s * 0.6f}}, body);
  brush.shape({{c.x - s * 0.8f, c.y - s * 0.3f}, {c.x - s * 0.4f, c.y - s * 0.8f}, {c.x + s * 0.4f, c.y - s * 0.8f}, {c.x + s * 0.8f, c.y - s * 0.3f}}, grey(random.range(0.3f, 0.9f)));
  for (float side : {-1.0f, 1.0f}) {
    brush.shape(ellipse({c.x + side * s * 0.7f, c.y + s * 0.1f}, s * 0.2f, s * random.range(0.12f, 0.2f)), {1, 1, 0.8f});
    brush.shape(ellipse({c.x + side * s * 0.7f, c.y + s * 0.65f}, s * 0.22f, s * 0.3f), grey(0.1f));
  }
  for (int i = 0; i < 3; i++) brush.canvas.stroke({{c.x - s * 0.4f, c.y + s * (0.1f + 0.12f * i)}, {c.x + s * 0.4f, c.y + s * (0.1f + 0.12f * i)}}, {1, 1, 1}, brush.line);
}

void drawHouse(Brush& brush) {
  Random& random = brush.random;
  Point c = middle(random);
  float w = random.range(25, 60), h = random.range(25, 60);
  brush.shape({{c.x - w, c.y - h}, {c.x + w, c.y - h}, {c.x + w, c.y + h}, {c.x - w, c.y + h}}, anyColor(random));
  brush.shape({{c.x - w * 1.2f, c.y - h}, {c.x, c.y - h * random.range(1.4f, 2)}, {c.x + w * 1.2f, c.y - h}}, anyColor(random));
  Color glass = anyColor(random);
  for (float side : {-1.0f, 1.0f})
    brush.shape({{c.x + side * w * 0.7f, c.y - h * 0.6f}, {c.x + side * w * 0.3f, c.y - h * 0.6f}, {c.x + side * w * 0.3f, c.y}, {c.x + side * w * 0.7f, c.y}}, glass);
  brush.shape({{c.x - w * 0.2f, c.y + h * 0.3f}, {c.x + w * 0.2f, c.y + h * 0.3f}, {c.x + w * 0.2f, c.y + h}, {c.x - w * 0.2f, c.y + h}}, anyColor(random));
}

void drawFruit(Brush& brush) {
  Random& random = brush.random;
  for (int i = 1 + random.index(6); i > 0; i--) {
    Point c = middle(random);
    float r = random.range(8, 35);
    Color color = anyColor(random);
    brush.shape(ellipse(c, r, r * random.range(0.7f, 1.2f), random.range(0, 3)), color);
    brush.canvas.glow(ellipse({c.x - r * 0.3f, c.y - r * 0.35f}, r * 0.3f, r * 0.2f), 2, kWhite, random.range(0.2f, 0.9f));
  }
}

/** Rows of strokes, as lettering. */
void drawText(Brush& brush) {
  Random& random = brush.random;
  float size = random.range(5, 22), w = size * random.range(0.08f, 0.2f);
  for (float y = random.range(0, 30); y < kSize; y += size * 1.5f)
    for (float x = random.range(0, 20); x < kSize - size; x += size)
      for (int i = 1 + random.index(4); i > 0; i--) {
        Point from = {x + random.range(0, 0.8f) * size, y + random.range(0, 1) * size}, to = {x + random.range(0, 0.8f) * size, y + random.range(0, 1) * size};
        brush.canvas.stroke({from, to}, {w, w, w}, brush.line);
      }
}

/** Pairs of circles with something below, in no order a face would have. */
void drawCircles(Brush& brush) {
  Random& random = brush.random;
  for (int i = 2 + random.index(8); i > 0; i--) {
    Point c = middle(random);
    float r = random.range(4, 30);
    Color color = anyColor(random);
    brush.shape(ellipse(c, r, r), color);
    if (random.chance(0.6f)) brush.shape(ellipse(c, r * 0.6f, r * 0.6f), anyColor(random));
    if (random.chance(0.4f)) brush.shape(ellipse(c, r * 0.25f, r * 0.25f), grey(random.range(0, 0.2f)));
  }
}

}  // namespace

void drawThings(Random& random, Canvas& canvas) {
  Brush brush = {random, canvas, grey(random.range(0, 0.3f)), random.range(0, 3)};
  void (*const kinds[])(Brush&) = {drawCup, drawCar, drawHouse, drawFruit, drawText, drawCircles};
  for (int i = 1 + random.index(2); i > 0; i--) kinds[random.index(6)](brush);
}
