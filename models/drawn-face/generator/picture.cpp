#include "picture.h"

#include <algorithm>

#include "accessories.h"
#include "animals.h"
#include "background.h"
#include "body.h"
#include "eyes.h"
#include "finish.h"
#include "hair.h"
#include "scene.h"
#include "skin.h"
#include "things.h"

namespace {

constexpr float kNoFace = 0.14f, kFarAway = 0.09f;

/** What of each point the parts in front leave to be seen; `throughEyes`, `throughBrows`: how clearly these show through hair. */
void judgeVisibility(const Canvas& canvas, Labels& labels, float throughEyes, float throughBrows) {
  for (int i = 0; i < kPoints; i++) {
    float covered = 0;
    for (float dx : {-1.0f, 0.0f, 1.0f})
      for (float dy : {-1.0f, 0.0f, 1.0f}) covered += canvas.cover.at(labels.point[i] + Point{dx, dy}) / 9;
    float through = i < kLeftBrow ? throughEyes : i < kMouthLeft ? throughBrows : 0;
    labels.visible[i] *= std::max(1 - covered, through);
    labels.weight[i] *= 0.4f + 0.6f * labels.visible[i];
  }
}

void drawFeatures(Scene& scene, EyePair& eyes, const FaceShape& shape, const Hair& hair) {
  Random& random = scene.random;
  drawSkin(scene, shape);
  if (scene.style.natural() || scene.style.painted()) drawRelief(scene, eyes);
  drawBangsShadow(scene, hair);
  drawFaceOutline(scene, shape);
  drawMouth(scene, drawNose(scene));
  placeBrows(scene, eyes);
  drawEyes(scene, eyes, 1, true);
  drawBrows(scene, eyes, 1);
  if (random.chance(scene.style.cartoon() ? 0.25f : 0.12f)) drawGlasses(scene, eyes);
}

void drawInFront(Scene& scene, const EyePair& eyes, const Hair& hair) {
  Random& random = scene.random;
  Canvas& canvas = scene.canvas;
  canvas.inFront = true;
  drawFrontHair(scene, hair);
  canvas.inFront = false;
  float throughEyes = random.chance(0.58f) ? random.range(0.3f, 1) : 0, throughBrows = random.chance(0.62f) ? random.range(0.5f, 1) : 0;
  if (throughEyes > 0) drawEyes(scene, eyes, throughEyes, false);
  if (throughBrows > 0) drawBrows(scene, eyes, throughBrows);
  if (random.chance(0.3f)) drawStrayHairs(scene);
  judgeVisibility(canvas, scene.labels, throughEyes, throughBrows);
  canvas.cover.clear();
  canvas.inFront = true;
  if (random.chance(0.22f)) drawHat(scene, hair.crownY);
  if (random.chance(0.3f)) drawFlower(scene);
  if (random.chance(0.12f)) drawHand(scene);
  canvas.inFront = false;
  judgeVisibility(canvas, scene.labels, 0, 0);
}

void drawPerson(Random& random, Canvas& canvas, Labels& labels, bool fromBehind) {
  bool far = random.chance(kFarAway);
  float unit = kSize * (far ? random.range(0.05f, 0.18f) : random.chance(0.8f) ? random.range(0.25f, 0.4f) : random.range(0.18f, 0.44f));
  Proportion proportion = randomProportion(random);
  float chin = proportion == Proportion::natural ? random.range(1.3f, 1.8f) : random.chance(0.75f) ? random.range(1.1f, 1.5f) : random.range(1, 1.75f);
  float stray = far ? 0.3f : 0.09f;
  Point centre = {kSize * (0.5f + random.range(-stray, stray)), kSize * (0.5f + random.range(-stray, far ? 0.05f : stray))};
  Pose pose(random, chin, unit, centre, 0.45f, far ? 0.25f : 0.45f);
  Scene scene = {random, canvas, randomStyle(random, unit, proportion), pose, chin, labels, {}};
  Hair hair = randomHair(scene);
  drawBackHair(scene, hair);
  drawNeck(scene);
  drawBody(scene, far);
  if (random.chance(0.6f)) drawEars(scene);
  if (fromBehind) {
    drawHairFromBehind(scene, hair);
  } else {
    FaceShape shape = placeFace(scene);
    EyePair eyes = randomEyes(scene);
    drawFeatures(scene, eyes, shape, hair);
    drawInFront(scene, eyes, hair);
  }
  if (random.chance(0.07f)) drawAnimalEars(scene, hair.crownY);
  if (random.chance(0.06f)) canvas.fill(ellipse({random.range(0, kSize), random.range(0, kSize)}, random.range(5, 25), random.range(5, 25), random.range(0, 3)), solid(anyColor(random)), random.range(0.3f, 1));
  finishPicture(random, canvas, scene.style.painted());
}

void drawNoPerson(Random& random, Canvas& canvas) {
  float dice = random.unit();
  if (dice < 0.45f) drawAnimal(random, canvas);
  else if (dice < 0.8f) drawThings(random, canvas);
  finishPicture(random, canvas, random.chance(0.2f));
}

}  // namespace

void drawPicture(Random& random, Canvas& canvas, Labels& labels) {
  for (int i = 0; i < kPoints; i++) labels.absent(i, {0, 0});
  canvas.cover.clear();
  drawBackground(random, canvas);
  bool person = !random.chance(kNoFace), fromBehind = false;
  if (!person) person = fromBehind = random.chance(0.15f);
  if (person) drawPerson(random, canvas, labels, fromBehind);
  else drawNoPerson(random, canvas);
  labels.face = person && !fromBehind ? 1 : 0;
}
