// Points, outlines and the curves the parts of a drawing are made of.
#pragma once
#include <vector>

struct Point {
  float x, y;
};
using Path = std::vector<Point>;

inline Point operator+(Point a, Point b) { return {a.x + b.x, a.y + b.y}; }
inline Point operator-(Point a, Point b) { return {a.x - b.x, a.y - b.y}; }
inline Point operator*(Point a, float k) { return {a.x * k, a.y * k}; }
inline Point lerp(Point a, Point b, float t) { return a + (b - a) * t; }

/** Widths of a stroke at its start, middle and end. */
struct Taper {
  float start, middle, end;
};

/** Catmull-Rom curve through the points, `steps` pieces between two of them. */
Path smoothOpen(const Path& points, int steps = 6);
Path smoothClosed(const Path& points, int steps = 6);

/** Outline of a stroke along a line. */
Path ribbon(const Path& line, Taper width);

Path ellipse(Point centre, float radiusX, float radiusY, float turn = 0);

/** Ellipse with power 1, squarer below it. */
Path superellipse(Point centre, float radiusX, float radiusY, float power);

/** A strand of hair: root and tip, its width at the root, how far its middle bends aside, its width at the tip. */
struct Lock {
  Point root, tip;
  float width, bend, tipWidth;
};

/** Outline of a lock: its first half runs down one edge, its second half back up the other. */
Path lockOutline(const Lock& lock);

/** Point of a lock's midline at t (0 root, 1 tip), moved aside by a share of its width. */
Point alongLock(const Lock& lock, float t, float aside);
