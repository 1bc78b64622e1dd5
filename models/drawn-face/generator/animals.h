#pragma once
#include "canvas.h"
#include "random.h"

/** Head of a cat, dog, bear, bird or fish: two eyes, but no drawn person. */
void drawAnimal(Random& random, Canvas& canvas);
