#include "background.h"

#include <algorithm>
#include <cmath>

namespace {

Point anywhere(Random& random) { return {random.range(0, kSize), random.range(0, kSize)}; }

void drawWall(Random& random, Canvas& canvas) {
  Color a = anyColor(random), b = random.chance(0.5f) ? a : anyColor(random);
  if (random.chance(0.3f)) a = b = grey(random.range(0.7f, 1));
  Paint paint = gradient(a, b, {random.range(0, kSize), 0}, {random.range(0, kSize), kSize});
  for (int y = 0; y < kSize; y++)
    for (int x = 0; x < kSize; x++) canvas.pixels[y * kSize + x] = paint.at(x, y);
}

void drawShapes(Random& random, Canvas& canvas) {
  for (int i = random.index(14); i > 0; i--) {
    Color color = anyColor(random);
    float alpha = random.range(0.2f, 1), dice = random.unit();
    if (dice < 0.4f) {
      canvas.fill(ellipse(anywhere(random), random.range(2, 40), random.range(2, 40), random.range(0, 3)), solid(color), alpha);
    } else if (dice < 0.7f) {
      canvas.fill({anywhere(random), anywhere(random), anywhere(random), anywhere(random)}, solid(color), alpha);
    } else {
      float w = random.range(0.5f, 6);
      canvas.stroke({anywhere(random), anywhere(random)}, {w, w, w}, color, alpha);
    }
  }
}

/** Hills, walls or waves, one before the other. */
void drawLandscape(Random& random, Canvas& canvas) {
  int layers = 2 + random.index(4);
  bool built = random.chance(0.4f);
  for (int i = 0; i < layers; i++) {
    float y = kSize * (i + random.range(0.3f, 1)) / (layers + 0.5f), rough = random.range(2, 25);
    Path ridge = {{0, kSize}};
    for (int j = 0; j <= 8; j++) {
      Point p = {j * kSize / 8.0f, y + random.normal() * rough};
      if (built && j > 0) ridge.push_back({p.x, ridge.back().y});
      ridge.push_back(p);
    }
    ridge.push_back({kSize, kSize});
    Color color = anyColor(random);
    canvas.fill(ridge, gradient(color, vary(random, color, 0.3f), {0, y}, {0, kSize}));
  }
}

void drawLeaves(Random& random, Canvas& canvas) {
  Color color = anyColor(random);
  for (int i = 20 + random.index(40); i > 0; i--)
    canvas.fill(ellipse(anywhere(random), random.range(3, 14), random.range(1.5f, 5), random.range(0, 3.1f)), solid(vary(random, color, 0.2f)), random.range(0.4f, 1));
}

}  // namespace

void addNoise(Random& random, Canvas& canvas, float amount, int cell) {
  int count = kSize / cell + 3;
  std::vector<float> lattice(count * count);
  for (float& v : lattice) v = random.normal() * amount;
  for (int y = 0; y < kSize; y++)
    for (int x = 0; x < kSize; x++) {
      float fx = static_cast<float>(x) / cell, fy = static_cast<float>(y) / cell;
      int ix = static_cast<int>(fx), iy = static_cast<int>(fy);
      fx -= ix, fy -= iy;
      const float* row = &lattice[iy * count + ix];
      float v = (row[0] * (1 - fx) + row[1] * fx) * (1 - fy) + (row[count] * (1 - fx) + row[count + 1] * fx) * fy;
      Color& c = canvas.pixels[y * kSize + x];
      c = {c.r + v, c.g + v, c.b + v};
    }
}

void drawBackground(Random& random, Canvas& canvas) {
  drawWall(random, canvas);
  float dice = random.unit();
  if (dice < 0.4f) drawShapes(random, canvas);
  else if (dice < 0.55f) drawLandscape(random, canvas);
  else if (dice < 0.62f) drawLeaves(random, canvas);
  if (random.chance(0.2f)) addNoise(random, canvas, random.range(0.02f, 0.12f), 3 + random.index(20));
}
