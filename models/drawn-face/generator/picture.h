#pragma once
#include "canvas.h"
#include "landmarks.h"
#include "random.h"

/** Draws one picture of kSize x kSize pixels: mostly a face, sometimes none. */
void drawPicture(Random& random, Canvas& canvas, Labels& labels);
