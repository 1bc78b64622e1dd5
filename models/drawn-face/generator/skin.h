#pragma once
#include "eyes.h"
#include "scene.h"

/** The face's outline in face units. */
struct FaceShape {
  Path outline;
};

/** Chooses the outline and sets the points from cheek to cheek. */
FaceShape placeFace(Scene& scene);
/** Skin, shading and blush. */
void drawSkin(Scene& scene, const FaceShape& shape);
void drawFaceOutline(Scene& scene, const FaceShape& shape);
/** Sockets, cheeks and brow ridge of a painted face, under its eyes. */
void drawRelief(Scene& scene, const EyePair& eyes);
/** Draws and labels the nose; gives its height in face units. */
float drawNose(Scene& scene);
/** Draws and labels the mouth below the nose. */
void drawMouth(Scene& scene, float noseY);
