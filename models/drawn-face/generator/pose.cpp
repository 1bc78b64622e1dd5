#include "pose.h"

#include <algorithm>
#include <cmath>

#include "canvas.h"

Pose::Pose(Random& random, float chin, float scale, Point centre, float maxYaw, float maxRoll) : scale(scale), chin_(chin) {
  yaw = random.chance(0.4f) ? random.normal() * 0.06f : random.range(-maxYaw, maxYaw);
  pitch_ = random.normal() * 0.06f;
  radius_ = random.range(1.45f, 1.8f);
  float roll = random.chance(0.5f) ? random.normal() * 0.08f : random.range(-maxRoll, maxRoll);
  cosine_ = std::cos(roll);
  sine_ = std::sin(roll);
  stretch_ = random.range(0.93f, 1.07f);
  shear_ = random.normal() * 0.04f;
  depthAtEyes_ = random.range(0.4f, 0.72f);
  depthAtChin_ = random.range(0.75f, 1);
  origin_ = centre - place({radius_ * std::sin(yaw) * 0.55f, chin * 0.15f});
}

Point Pose::place(Point p) const {
  float x = p.x * stretch_ + shear_ * p.y;
  return {origin_.x + scale * (cosine_ * x - sine_ * p.y), origin_.y + scale * (sine_ * x + cosine_ * p.y)};
}

Point Pose::face(Point p) const {
  float on = std::clamp(p.x / radius_, -0.95f, 0.95f);
  float x = radius_ * std::sin(std::asin(on) + yaw) + (p.x - on * radius_);
  return place({x, p.y + pitch_ * (1 - 0.35f * p.x * p.x)});
}

Point Pose::head(Point p) const {
  float y = p.y / chin_;
  float low = std::clamp(y, 0.0f, 1.0f);
  float depth = depthAtEyes_ + (depthAtChin_ - depthAtEyes_) * low * low;
  float below = y > 1 ? std::max(0.2f, 1 - 0.8f * (y - 1)) : 1.0f;
  return place({p.x + radius_ * std::sin(yaw) * depth * below, p.y + pitch_ * 0.25f});
}

Path Pose::face(Path path) const {
  for (Point& p : path) p = face(p);
  return path;
}

Path Pose::head(Path path) const {
  for (Point& p : path) p = head(p);
  return path;
}
