// Linear colour arithmetic on values from 0 to 1.
#pragma once
#include <algorithm>
#include <cmath>

#include "random.h"

struct Color {
  float r, g, b;
};

inline Color operator*(Color c, float k) { return {c.r * k, c.g * k, c.b * k}; }
inline Color operator*(Color a, Color b) { return {a.r * b.r, a.g * b.g, a.b * b.b}; }
inline Color mix(Color a, Color b, float t) { return {a.r + (b.r - a.r) * t, a.g + (b.g - a.g) * t, a.b + (b.b - a.b) * t}; }
inline Color grey(float v) { return {v, v, v}; }
constexpr Color kWhite = {1, 1, 1};

/** Hue in turns (wraps), saturation and value from 0 to 1. */
inline Color hsv(float hue, float saturation, float value) {
  auto channel = [&](float offset) {
    float k = std::fmod(offset + (hue - std::floor(hue)) * 6.0f, 6.0f);
    return value - value * saturation * std::clamp(std::min(k, 4.0f - k), 0.0f, 1.0f);
  };
  return {channel(5), channel(3), channel(1)};
}

/** Any colour, pale and dark ones included. */
inline Color anyColor(Random& random) {
  float saturation = random.chance(0.4f) ? random.range(0, 0.35f) : random.range(0.2f, 1);
  float value = random.chance(0.5f) ? random.range(0.6f, 1) : random.range(0.05f, 1);
  return hsv(random.unit(), saturation, value);
}

/** A neighbour of a colour. */
inline Color vary(Random& random, Color c, float amount) {
  float gain = 1 + random.normal() * amount;
  auto shift = [&](float v) { return std::clamp(v * gain + random.normal() * amount * 0.3f, 0.0f, 1.0f); };
  return {shift(c.r), shift(c.g), shift(c.b)};
}
