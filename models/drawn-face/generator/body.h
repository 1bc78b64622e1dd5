#pragma once
#include "scene.h"

void drawNeck(Scene& scene);
/** Shoulders and clothes; `whole` draws a standing figure with arms and legs. */
void drawBody(Scene& scene, bool whole);
void drawEars(Scene& scene);
/** Ears of an animal on top of the head. */
void drawAnimalEars(Scene& scene, float crownY);
