#pragma once
#include "canvas.h"
#include "random.h"

/** Anything that may lie behind a face: a wall, shapes, a landscape, texture. */
void drawBackground(Random& random, Canvas& canvas);
/** Adds smooth noise with features of `cell` pixels. */
void addNoise(Random& random, Canvas& canvas, float amount, int cell);
