// A small picture with anti-aliased filling, and a record of what was painted in front of the face.
#pragma once
#include <vector>

#include "color.h"
#include "geometry.h"

constexpr int kSize = 160;

/** Coverage per pixel, 0 to 1; nothing lies outside the box. */
struct Mask {
  std::vector<float> value = std::vector<float>(kSize * kSize, 0.0f);
  int left = kSize, top = kSize, right = 0, bottom = 0;

  void clear();
  void grow(int toLeft, int toTop, int toRight, int toBottom);
  float at(Point p) const;
};

/** One colour, or a gradient from one point to another. */
struct Paint {
  Color from, to;
  Point start, end;
  bool gradient;

  Color at(float x, float y) const;
};
Paint solid(Color color);
Paint gradient(Color from, Color to, Point start, Point end);

class Canvas {
 public:
  std::vector<Color> pixels = std::vector<Color>(kSize * kSize);
  /** Set while parts in front of the face are painted: `cover` then collects what they hide. */
  bool inFront = false;
  Mask cover;

  /** Adds a closed outline to a mask. */
  void add(Mask& mask, const Path& outline);
  /** Replaces a mask by a closed outline. */
  void set(Mask& mask, const Path& outline);
  /** Blurs a mask twice by a box of this radius in pixels. */
  void soften(Mask& mask, int radius);
  void paint(const Mask& mask, const Paint& paint, float alpha = 1, const Mask* clip = nullptr);
  void fill(const Path& outline, const Paint& paint, float alpha = 1, const Mask* clip = nullptr);
  void stroke(const Path& line, Taper width, Color color, float alpha = 1, const Mask* clip = nullptr);
  /** Closed outline in one even width. */
  void outline(Path closed, float width, Color color, float alpha = 1);
  /** Filled outline with blurred edges. */
  void glow(const Path& outline, int radius, Color color, float alpha, const Mask* clip = nullptr);

 private:
  Mask scratch_;
  std::vector<float> edges_ = std::vector<float>(kSize * (kSize + 2), 0.0f);
};
