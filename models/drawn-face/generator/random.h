// Seeded random numbers: the same seed always draws the same picture.
#pragma once
#include <cstdint>
#include <initializer_list>

class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) { next(); }

  /** Uniform in [0, 1). */
  float unit() { return static_cast<float>(next() >> 40) * (1.0f / 16777216.0f); }
  float range(float low, float high) { return low + (high - low) * unit(); }
  bool chance(float probability) { return unit() < probability; }
  /** Integer in [0, count). */
  int index(int count) { return static_cast<int>(unit() * count); }
  /** -1 or 1. */
  float side() { return chance(0.5f) ? 1.0f : -1.0f; }
  /** About normal, deviation 1, never beyond 3.5. */
  float normal() { return (unit() + unit() + unit() + unit() - 2.0f) * 1.732f; }
  float pick(std::initializer_list<float> values) { return values.begin()[index(static_cast<int>(values.size()))]; }

 private:
  /** splitmix64. */
  uint64_t next() {
    uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
  }
  uint64_t state_;
};
