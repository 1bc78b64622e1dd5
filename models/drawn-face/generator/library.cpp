// The generator as a shared library, for the training script.
#include <algorithm>
#include <memory>

#include "picture.h"

/**
 * Draws `count` pictures, of the seeds from `firstSeed` on.
 * images: [count][kSize][kSize][3] bytes; points: [count][kPoints][4] x, y (shares of the side), weight, visible;
 * faces: [count] 1 where the picture shows a face. Safe to call from several threads.
 */
extern "C" void drawPictures(uint64_t firstSeed, int count, uint8_t* images, float* points, float* faces) {
  auto canvas = std::make_unique<Canvas>();
  Labels labels;
  for (int i = 0; i < count; i++) {
    Random random(firstSeed + i);
    drawPicture(random, *canvas, labels);
    for (const Color& c : canvas->pixels)
      for (float v : {c.r, c.g, c.b}) *images++ = static_cast<uint8_t>(std::clamp(v * 255 + 0.5f, 0.0f, 255.0f));
    for (int k = 0; k < kPoints; k++) {
      *points++ = labels.point[k].x / kSize;
      *points++ = labels.point[k].y / kSize;
      *points++ = labels.weight[k];
      *points++ = labels.visible[k];
    }
    *faces++ = labels.face;
  }
}
