#include "style.h"

namespace {

Technique randomTechnique(Random& random, Proportion proportion) {
  float dice = random.unit();
  switch (proportion) {
    case Proportion::anime:
      return dice < 0.45f ? Technique::cel : dice < 0.88f ? Technique::soft : Technique::flat;
    case Proportion::natural:
      return dice < 0.75f ? Technique::painted : dice < 0.9f ? Technique::soft : Technique::cel;
    case Proportion::cartoon:
      return dice < 0.5f ? Technique::flat : dice < 0.85f ? Technique::cel : Technique::manga;
    default:
      return dice < 0.35f ? Technique::cel : dice < 0.6f ? Technique::soft : dice < 0.75f ? Technique::flat
             : dice < 0.85f ? Technique::painted : Technique::manga;
  }
}

Color randomSkin(Random& random, bool usual) {
  float dice = random.unit() * (usual ? 0.85f : 1.0f);
  if (!usual && random.chance(0.06f)) return hsv(random.unit(), random.range(0.05f, 0.5f), random.range(0.5f, 1));
  if (dice < 0.8f) return hsv(random.range(0.03f, 0.11f), random.range(0.02f, 0.28f), random.range(0.92f, 1));
  if (dice < 0.93f) return hsv(random.range(0.03f, 0.09f), random.range(0.2f, 0.5f), random.range(0.7f, 0.95f));
  return hsv(random.range(0.02f, 0.1f), random.range(0.3f, 0.65f), random.range(0.3f, 0.7f));
}

Color randomHair(Random& random) {
  if (random.chance(0.5f)) return anyColor(random);
  float dice = random.unit();
  if (dice < 0.3f) return hsv(random.range(0.04f, 0.12f), random.range(0.25f, 0.8f), random.range(0.1f, 0.6f));
  if (dice < 0.5f) return hsv(random.unit(), random.range(0, 0.3f), random.range(0.03f, 0.25f));
  if (dice < 0.75f) return hsv(random.range(0.09f, 0.14f), random.range(0.2f, 0.7f), random.range(0.75f, 1));
  return hsv(random.unit(), random.range(0, 0.25f), random.range(0.7f, 1));
}

float randomLineWidth(Random& random, float unit, const Style& style) {
  if (style.painted()) return unit * random.range(0, 0.015f);
  if (style.cartoon()) return unit * random.range(0.045f, 0.14f);
  return unit * (random.chance(0.12f) ? random.range(0.04f, 0.09f) : random.range(0.012f, 0.045f));
}

void makeManga(Random& random, Style& style) {
  style.skin = kWhite;
  style.skinShade = random.chance(0.4f) ? kWhite : grey(0.85f);
  if (random.chance(0.6f)) style.hair = style.hairEnd = grey(random.chance(0.5f) ? 0.05f : 0.95f);
  style.line = grey(0);
  style.hairLine = style.hair.r < 0.3f ? grey(0.6f) : style.line;
}

}  // namespace

Proportion randomProportion(Random& random) {
  float dice = random.unit();
  return dice < 0.56f ? Proportion::anime : dice < 0.76f ? Proportion::free : dice < 0.89f ? Proportion::natural : Proportion::cartoon;
}

Style randomStyle(Random& random, float unit, Proportion proportion) {
  Style style;
  style.proportion = proportion;
  style.technique = randomTechnique(random, proportion);
  style.skin = randomSkin(random, style.anime());
  Color shade = random.chance(0.7f) ? hsv(random.range(-0.06f, 0.06f), random.range(0.1f, 0.5f), random.range(0.75f, 0.95f))
                                    : hsv(random.range(0.6f, 0.95f), random.range(0.08f, 0.4f), random.range(0.6f, 0.92f));
  style.skinShade = style.skin * shade;
  style.hair = random.chance(0.06f) ? vary(random, style.skin, 0.1f) : randomHair(random);
  style.hairEnd = random.chance(0.25f) ? anyColor(random) : style.hair * hsv(random.unit(), random.range(0, 0.3f), random.range(0.55f, 1.1f));
  float dice = random.unit();
  style.line = dice < 0.5f   ? hsv(random.range(-0.05f, 0.08f), random.range(0.2f, 0.8f), random.range(0.05f, 0.45f))
               : dice < 0.8f ? Color{0.05f, 0.04f, 0.06f}
                             : style.hair * Color{0.45f, 0.4f, 0.5f};
  if (style.cartoon() && random.chance(0.7f)) style.line = grey(random.range(0, 0.1f));
  style.lineWidth = randomLineWidth(random, unit, style);
  style.hairLine = random.chance(0.5f) ? style.line : style.hair * hsv(random.unit(), 0.25f, random.range(0.3f, 0.75f));
  style.hairLineWidth = style.lineWidth * random.range(0.5f, 1.2f) + 0.15f;
  if (style.manga()) makeManga(random, style);
  return style;
}
