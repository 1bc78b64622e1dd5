// What is decided once for a drawing: its technique, proportions, colours and line.
#pragma once
#include "color.h"
#include "random.h"

enum class Technique { cel, soft, flat, painted, manga };

/** anime: today's usual proportions; free: anything drawn; natural: near a real face; cartoon: thick lines, simple eyes. */
enum class Proportion { anime, free, natural, cartoon };

struct Style {
  Technique technique;
  Proportion proportion;
  Color skin, skinShade, hair, hairEnd, line, hairLine;
  /** In pixels. */
  float lineWidth, hairLineWidth;

  bool painted() const { return technique == Technique::painted; }
  bool manga() const { return technique == Technique::manga; }
  bool soft() const { return technique == Technique::soft || painted(); }
  bool natural() const { return proportion == Proportion::natural; }
  bool anime() const { return proportion == Proportion::anime; }
  bool cartoon() const { return proportion == Proportion::cartoon; }
};

/** Draws a style; `unit` is the half width of the face in pixels. */
Style randomStyle(Random& random, float unit, Proportion proportion);
Proportion randomProportion(Random& random);
