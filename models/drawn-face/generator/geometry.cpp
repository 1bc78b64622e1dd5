#include "geometry.h"

#include <algorithm>
#include <cmath>

namespace {

constexpr float kTurn = 6.2831853f;

Point catmullRom(Point a, Point b, Point c, Point d, float t) {
  float t2 = t * t, t3 = t2 * t;
  return a * (-0.5f * t + t2 - 0.5f * t3) + b * (1 - 2.5f * t2 + 1.5f * t3) + c * (0.5f * t + 2 * t2 - 1.5f * t3) +
         d * (0.5f * t3 - 0.5f * t2);
}

Point unitNormal(Point direction) {
  float length = std::sqrt(direction.x * direction.x + direction.y * direction.y) + 1e-5f;
  return {-direction.y / length, direction.x / length};
}

float signedPower(float v, float power) { return std::copysign(std::pow(std::fabs(v), power), v); }

}  // namespace

Path smoothOpen(const Path& points, int steps) {
  int last = static_cast<int>(points.size()) - 1;
  auto at = [&](int i) { return points[std::clamp(i, 0, last)]; };
  Path curve;
  curve.reserve(last * steps + 1);
  for (int i = 0; i < last; i++)
    for (int j = 0; j < steps; j++)
      curve.push_back(catmullRom(at(i - 1), at(i), at(i + 1), at(i + 2), static_cast<float>(j) / steps));
  curve.push_back(points.back());
  return curve;
}

Path smoothClosed(const Path& points, int steps) {
  int count = static_cast<int>(points.size());
  auto at = [&](int i) { return points[(i + count) % count]; };
  Path curve;
  curve.reserve(count * steps);
  for (int i = 0; i < count; i++)
    for (int j = 0; j < steps; j++)
      curve.push_back(catmullRom(at(i - 1), at(i), at(i + 1), at(i + 2), static_cast<float>(j) / steps));
  return curve;
}

Path ribbon(const Path& line, Taper width) {
  int count = static_cast<int>(line.size());
  Path outline(2 * count);
  for (int i = 0; i < count; i++) {
    Point normal = unitNormal(line[std::min(count - 1, i + 1)] - line[std::max(0, i - 1)]);
    float t = static_cast<float>(i) / (count - 1);
    float end = t < 0.5f ? width.start : width.end;
    float half = 0.5f * (end + (width.middle - end) * std::sin(t * kTurn * 0.5f));
    outline[i] = line[i] + normal * half;
    outline[2 * count - 1 - i] = line[i] - normal * half;
  }
  return outline;
}

Path ellipse(Point centre, float radiusX, float radiusY, float turn) {
  constexpr int kPoints = 28;
  float c = std::cos(turn), s = std::sin(turn);
  Path outline(kPoints);
  for (int i = 0; i < kPoints; i++) {
    float x = radiusX * std::cos(kTurn * i / kPoints), y = radiusY * std::sin(kTurn * i / kPoints);
    outline[i] = {centre.x + x * c - y * s, centre.y + x * s + y * c};
  }
  return outline;
}

Path superellipse(Point centre, float radiusX, float radiusY, float power) {
  constexpr int kPoints = 32;
  Path outline(kPoints);
  for (int i = 0; i < kPoints; i++)
    outline[i] = {centre.x + radiusX * signedPower(std::cos(kTurn * i / kPoints), power),
                  centre.y + radiusY * signedPower(std::sin(kTurn * i / kPoints), power)};
  return outline;
}

Point alongLock(const Lock& lock, float t, float aside) {
  Point along = lock.tip - lock.root, normal = unitNormal(along);
  Point middle = lock.root + along * 0.55f + normal * lock.bend;
  float s = 1 - t;
  float half = lock.width * (s * s * 0.5f + 2 * t * s * 0.45f) + lock.tipWidth * t * t;
  return lock.root * (s * s) + middle * (2 * t * s) + lock.tip * (t * t) + normal * (2 * half * aside);
}

Path lockOutline(const Lock& lock) {
  constexpr int kSteps = 8;
  Path outline(2 * kSteps + 2);
  for (int i = 0; i <= kSteps; i++) {
    float t = static_cast<float>(i) / kSteps;
    outline[i] = alongLock(lock, t, 0.5f);
    outline[2 * kSteps + 1 - i] = alongLock(lock, t, -0.5f);
  }
  return outline;
}
