#pragma once
#include "eyes.h"
#include "scene.h"

void drawGlasses(Scene& scene, const EyePair& eyes);
void drawHat(Scene& scene, float crownY);
void drawFlower(Scene& scene);
/** Fingers before the chin or a cheek. */
void drawHand(Scene& scene);
