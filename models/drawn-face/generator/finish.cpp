#include "finish.h"

#include <algorithm>
#include <cmath>

#include "background.h"

namespace {

void castLight(Random& random, Canvas& canvas) {
  Color a = hsv(random.unit(), random.range(0.1f, 0.6f), 1), b = hsv(random.unit(), random.range(0.1f, 0.6f), 1);
  Paint light = gradient(a, b, {random.range(0, kSize), random.range(0, kSize)}, {random.range(0, kSize), random.range(0, kSize)});
  float strength = random.range(0.1f, 0.6f);
  for (int y = 0; y < kSize; y++)
    for (int x = 0; x < kSize; x++) {
      Color& c = canvas.pixels[y * kSize + x];
      c = c * mix(kWhite, light.at(x, y), strength);
    }
}

void tone(Random& random, Canvas& canvas) {
  float gamma = std::exp(random.normal() * 0.22f), gain = 1 + random.normal() * 0.1f, offset = random.normal() * 0.04f;
  float saturation = random.chance(0.07f) ? 0 : random.chance(0.5f) ? 1 : random.range(0.4f, 1.5f);
  bool duotone = random.chance(0.04f);
  Color dark = anyColor(random) * 0.6f, light = mix(anyColor(random), kWhite, 0.5f);
  Color balance = {1 + random.normal() * 0.06f, 1 + random.normal() * 0.06f, 1 + random.normal() * 0.06f};
  float curve[256];
  for (int i = 0; i < 256; i++) curve[i] = std::pow(i / 255.0f, gamma) * gain + offset;
  auto bent = [&](float v) { return curve[static_cast<int>(std::clamp(v, 0.0f, 1.0f) * 255.0f + 0.5f)]; };
  for (Color& c : canvas.pixels) {
    c = {std::clamp(c.r, 0.0f, 1.0f), std::clamp(c.g, 0.0f, 1.0f), std::clamp(c.b, 0.0f, 1.0f)};
    float luma = 0.3f * c.r + 0.59f * c.g + 0.11f * c.b;
    c = duotone ? mix(dark, light, luma) : mix(grey(luma), c, saturation) * balance;
    c = {bent(c.r), bent(c.g), bent(c.b)};
  }
}

void blur(Canvas& canvas, float sigma) {
  int radius = static_cast<int>(std::ceil(sigma * 2.5f));
  std::vector<float> kernel(2 * radius + 1);
  float sum = 0;
  for (int i = -radius; i <= radius; i++) sum += kernel[i + radius] = std::exp(-i * i / (2 * sigma * sigma));
  std::vector<Color> copy(kSize * kSize);
  auto pass = [&](const std::vector<Color>& from, std::vector<Color>& to, int dx, int dy) {
    for (int y = 0; y < kSize; y++)
      for (int x = 0; x < kSize; x++) {
        Color c = {0, 0, 0};
        for (int i = -radius; i <= radius; i++) {
          const Color& p = from[std::clamp(y + dy * i, 0, kSize - 1) * kSize + std::clamp(x + dx * i, 0, kSize - 1)];
          float w = kernel[i + radius] / sum;
          c = {c.r + p.r * w, c.g + p.g * w, c.b + p.b * w};
        }
        to[y * kSize + x] = c;
      }
  };
  pass(canvas.pixels, copy, 1, 0);
  pass(copy, canvas.pixels, 0, 1);
}

void sharpen(Canvas& canvas, float amount) {
  std::vector<Color> copy = canvas.pixels;
  for (int y = 1; y < kSize - 1; y++)
    for (int x = 1; x < kSize - 1; x++) {
      int i = y * kSize + x;
      Color around = mix(mix(copy[i - 1], copy[i + 1], 0.5f), mix(copy[i - kSize], copy[i + kSize], 0.5f), 0.5f);
      canvas.pixels[i] = mix(around, copy[i], 1 + amount);
    }
}

/** As if the picture had been small and was enlarged. */
void enlarge(Canvas& canvas, int size) {
  std::vector<Color> small(size * size);
  float ratio = static_cast<float>(kSize) / size;
  for (int y = 0; y < size; y++)
    for (int x = 0; x < size; x++) {
      Color sum = {0, 0, 0};
      int count = 0;
      for (int v = static_cast<int>(y * ratio); v < std::min(kSize, static_cast<int>((y + 1) * ratio) + 1); v++)
        for (int u = static_cast<int>(x * ratio); u < std::min(kSize, static_cast<int>((x + 1) * ratio) + 1); u++, count++) {
          const Color& c = canvas.pixels[v * kSize + u];
          sum = {sum.r + c.r, sum.g + c.g, sum.b + c.b};
        }
      small[y * size + x] = sum * (1.0f / count);
    }
  for (int y = 0; y < kSize; y++)
    for (int x = 0; x < kSize; x++) {
      float u = std::clamp((x + 0.5f) / ratio - 0.5f, 0.0f, size - 1.001f), v = std::clamp((y + 0.5f) / ratio - 0.5f, 0.0f, size - 1.001f);
      int i = static_cast<int>(v) * size + static_cast<int>(u);
      float fu = u - static_cast<int>(u), fv = v - static_cast<int>(v);
      canvas.pixels[y * kSize + x] = mix(mix(small[i], small[i + 1], fu), mix(small[i + size], small[i + size + 1], fu), fv);
    }
}

/** Quantises one 8x8 block of a channel in the frequency domain, as JPEG does. */
void quantise(float* block, float step) {
  static const std::vector<float> basis = [] {
    std::vector<float> b(64);
    for (int u = 0; u < 8; u++)
      for (int x = 0; x < 8; x++) b[u * 8 + x] = std::cos((2 * x + 1) * u * 3.14159265f / 16) * (u ? 0.5f : 0.35355339f);
    return b;
  }();
  float half[64];
  auto transform = [&](bool forward) {
    for (int y = 0; y < 8; y++)
      for (int u = 0; u < 8; u++) {
        float s = 0;
        for (int x = 0; x < 8; x++) s += block[y * 8 + x] * (forward ? basis[u * 8 + x] : basis[x * 8 + u]);
        half[y * 8 + u] = s;
      }
    for (int v = 0; v < 8; v++)
      for (int u = 0; u < 8; u++) {
        float s = 0;
        for (int y = 0; y < 8; y++) s += half[y * 8 + u] * (forward ? basis[v * 8 + y] : basis[y * 8 + v]);
        block[v * 8 + u] = s;
      }
  };
  transform(true);
  for (int v = 0; v < 8; v++)
    for (int u = 0; u < 8; u++) {
      float s = step * (1 + 0.5f * (u + v));
      block[v * 8 + u] = std::round(block[v * 8 + u] / s) * s;
    }
  transform(false);
}

void compress(Canvas& canvas, float step) {
  for (Color& c : canvas.pixels) {
    float luma = 0.299f * c.r + 0.587f * c.g + 0.114f * c.b;
    c = {luma, c.b - luma, c.r - luma};
  }
  float block[64];
  for (int top = 0; top < kSize; top += 8)
    for (int left = 0; left < kSize; left += 8)
      for (float Color::*channel : {&Color::r, &Color::g, &Color::b}) {
        for (int i = 0; i < 64; i++) block[i] = canvas.pixels[(top + i / 8) * kSize + left + i % 8].*channel;
        quantise(block, channel == &Color::r ? step : step * 1.6f);
        for (int i = 0; i < 64; i++) canvas.pixels[(top + i / 8) * kSize + left + i % 8].*channel = block[i];
      }
  for (Color& c : canvas.pixels) {
    float luma = c.r, blue = luma + c.g, red = luma + c.b;
    c = {red, (luma - 0.299f * red - 0.114f * blue) / 0.587f, blue};
  }
}

}  // namespace

void finishPicture(Random& random, Canvas& canvas, bool painted) {
  if (painted || random.chance(0.25f)) addNoise(random, canvas, random.range(0.01f, 0.06f), 2 + random.index(14));
  if (random.chance(0.2f)) castLight(random, canvas);
  tone(random, canvas);
  if (random.chance(0.12f)) enlarge(canvas, 40 + random.index(80));
  else if (random.chance(0.6f)) blur(canvas, random.chance(0.75f) ? random.range(0.3f, 0.9f) : random.range(0.8f, 1.8f));
  if (random.chance(0.15f)) sharpen(canvas, random.range(0.5f, 1.5f));
  if (random.chance(0.4f)) compress(canvas, random.chance(0.75f) ? random.range(0.01f, 0.06f) : random.range(0.06f, 0.14f));
  if (random.chance(0.3f)) {
    float grain = random.chance(0.7f) ? random.range(0.003f, 0.015f) : random.range(0.015f, 0.04f);
    for (Color& c : canvas.pixels) c = {c.r + random.normal() * grain, c.g + random.normal() * grain, c.b + random.normal() * grain};
  }
}
