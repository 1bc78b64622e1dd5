#pragma once
#include "canvas.h"
#include "random.h"

/** Light, tone, softness, compression and grain over the whole picture. */
void finishPicture(Random& random, Canvas& canvas, bool painted);
