// From face units to pixels. Face units: x -1..1 across the face at the eyes, eye line y = 0, chin near y = 1.3, y down.
#pragma once
#include "geometry.h"
#include "random.h"

class Pose {
 public:
  /** Poses a head whose chin is at `chin`; the half width of the face is `scale` pixels, its middle near `centre`. */
  Pose(Random& random, float chin, float scale, Point centre, float maxYaw, float maxRoll);

  float scale, yaw;

  /** Features on the front of the face: they move over a cylinder as the head turns. */
  Point face(Point p) const;
  /** Outline of the face, hair and body: they move less, the body least. */
  Point head(Point p) const;
  Path face(Path path) const;
  Path head(Path path) const;

 private:
  Point place(Point p) const;
  float chin_, pitch_, radius_, cosine_, sine_, stretch_, shear_;
  /** Share of a turn that the outline follows, at the eyes and at the chin. */
  float depthAtEyes_, depthAtChin_;
  Point origin_ = {0, 0};
};
