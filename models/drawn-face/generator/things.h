#pragma once
#include "canvas.h"
#include "random.h"

/** Cups, plates, cars, houses, text: things with circles and lines that are no face. */
void drawThings(Random& random, Canvas& canvas);
