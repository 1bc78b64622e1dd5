#include "canvas.h"

#include <algorithm>
#include <cmath>

namespace {

constexpr int kRow = kSize + 2;

/**
 * Adds one edge to rows of coverage differences: a running sum along a row then gives, at each pixel, the share
 * of it that lies right of the edge, with the sign of the edge's direction.
 */
void addEdge(float* rows, Point from, Point to) {
  if (from.y == to.y) return;
  float sign = from.y < to.y ? 1.0f : -1.0f;
  if (sign < 0) std::swap(from, to);
  float slope = (to.x - from.x) / (to.y - from.y);
  int last = std::min(kSize, static_cast<int>(std::ceil(to.y)));
  for (int y = std::max(0, static_cast<int>(std::floor(from.y))); y < last; y++) {
    float top = std::max(static_cast<float>(y), from.y), bottom = std::min(y + 1.0f, to.y);
    if (bottom <= top) continue;
    float a = from.x + (top - from.y) * slope, b = from.x + (bottom - from.y) * slope;
    if (a > b) std::swap(a, b);
    a = std::clamp(a, 0.0f, static_cast<float>(kSize));
    b = std::clamp(b, 0.0f, static_cast<float>(kSize));
    float height = sign * (bottom - top);
    float* row = rows + y * kRow;
    int first = static_cast<int>(a), end = static_cast<int>(b);
    for (int x = first; x <= end; x++) {
      float inLeft = std::max(a, static_cast<float>(x)), inRight = std::min(b, x + 1.0f);
      float part = first == end ? height : height * (inRight - inLeft) / (b - a);
      float middle = 0.5f * (inLeft + inRight) - x;
      row[x] += part * (1 - middle);
      row[x + 1] += part * middle;
    }
  }
}

}  // namespace

void Mask::clear() {
  for (int y = top; y < bottom; y++) std::fill(&value[y * kSize + left], &value[y * kSize + right], 0.0f);
  left = top = kSize;
  right = bottom = 0;
}

void Mask::grow(int toLeft, int toTop, int toRight, int toBottom) {
  left = std::clamp(std::min(left, toLeft), 0, kSize);
  top = std::clamp(std::min(top, toTop), 0, kSize);
  right = std::clamp(std::max(right, toRight), 0, kSize);
  bottom = std::clamp(std::max(bottom, toBottom), 0, kSize);
}

float Mask::at(Point p) const {
  int x = static_cast<int>(std::floor(p.x)), y = static_cast<int>(std::floor(p.y));
  return x < 0 || y < 0 || x >= kSize || y >= kSize ? 0.0f : value[y * kSize + x];
}

Color Paint::at(float x, float y) const {
  if (!gradient) return from;
  Point d = end - start;
  float t = ((x - start.x) * d.x + (y - start.y) * d.y) / (d.x * d.x + d.y * d.y + 1e-6f);
  return mix(from, to, std::clamp(t, 0.0f, 1.0f));
}

Paint solid(Color color) { return {color, color, {0, 0}, {0, 1}, false}; }
Paint gradient(Color from, Color to, Point start, Point end) { return {from, to, start, end, true}; }

void Canvas::add(Mask& mask, const Path& outline) {
  if (outline.size() < 3) return;
  float minX = 1e9f, minY = 1e9f, maxX = -1e9f, maxY = -1e9f;
  for (Point p : outline) {
    minX = std::min(minX, p.x), maxX = std::max(maxX, p.x);
    minY = std::min(minY, p.y), maxY = std::max(maxY, p.y);
  }
  if (!(maxX > 0 && maxY > 0 && minX < kSize && minY < kSize)) return;
  int left = std::max(0, static_cast<int>(minX)), right = static_cast<int>(std::min<float>(kSize, maxX + 1));
  int top = std::max(0, static_cast<int>(minY)), bottom = static_cast<int>(std::min<float>(kSize, maxY + 1));
  for (size_t i = 0; i < outline.size(); i++) addEdge(edges_.data(), outline[i], outline[(i + 1) % outline.size()]);
  for (int y = top; y < bottom; y++) {
    float* row = &edges_[y * kRow];
    float* target = &mask.value[y * kSize];
    float sum = 0;
    for (int x = left; x < right; x++) {
      sum += row[x];
      float covered = std::min(1.0f, std::fabs(sum));
      target[x] += covered - covered * target[x];
    }
    std::fill(row + left, row + std::min(kRow, right + 2), 0.0f);
  }
  mask.grow(left, top, right, bottom);
}

void Canvas::set(Mask& mask, const Path& outline) {
  mask.clear();
  add(mask, outline);
}

void Canvas::soften(Mask& mask, int radius) {
  if (radius < 1 || mask.left >= mask.right) return;
  mask.grow(mask.left - 2 * radius, mask.top - 2 * radius, mask.right + 2 * radius, mask.bottom + 2 * radius);
  float copy[kSize], scale = 1.0f / (2 * radius + 1);
  auto blur = [&](float* line, int stride, int from, int to) {
    for (int i = from; i < to; i++) copy[i] = line[i * stride];
    float sum = 0;
    for (int i = from - radius; i < to; i++) {
      if (i + radius < to && i + radius >= from) sum += copy[i + radius];
      if (i - radius - 1 >= from) sum -= copy[i - radius - 1];
      if (i >= from) line[i * stride] = std::max(0.0f, sum * scale);
    }
  };
  for (int pass = 0; pass < 2; pass++) {
    for (int y = mask.top; y < mask.bottom; y++) blur(&mask.value[y * kSize], 1, mask.left, mask.right);
    for (int x = mask.left; x < mask.right; x++) blur(&mask.value[x], kSize, mask.top, mask.bottom);
  }
}

void Canvas::paint(const Mask& mask, const Paint& paint, float alpha, const Mask* clip) {
  if (inFront) cover.grow(mask.left, mask.top, mask.right, mask.bottom);
  for (int y = mask.top; y < mask.bottom; y++)
    for (int x = mask.left; x < mask.right; x++) {
      int i = y * kSize + x;
      float a = mask.value[i] * alpha * (clip ? clip->value[i] : 1.0f);
      if (a < 0.002f) continue;
      pixels[i] = mix(pixels[i], paint.at(x + 0.5f, y + 0.5f), a);
      if (inFront) cover.value[i] += a - a * cover.value[i];
    }
}

void Canvas::fill(const Path& outline, const Paint& p, float alpha, const Mask* clip) {
  set(scratch_, outline);
  paint(scratch_, p, alpha, clip);
}

void Canvas::stroke(const Path& line, Taper width, Color color, float alpha, const Mask* clip) {
  if (line.size() < 2 || std::max({width.start, width.middle, width.end}) < 0.02f) return;
  fill(ribbon(line, width), solid(color), alpha, clip);
}

void Canvas::outline(Path closed, float width, Color color, float alpha) {
  if (closed.empty()) return;
  closed.push_back(closed.front());
  stroke(closed, {width, width, width}, color, alpha);
}

void Canvas::glow(const Path& outline, int radius, Color color, float alpha, const Mask* clip) {
  set(scratch_, outline);
  soften(scratch_, radius);
  paint(scratch_, solid(color), alpha, clip);
}
