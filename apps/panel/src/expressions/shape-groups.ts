import { BLENDSHAPES, type Blendshape } from '@masque/config/blendshapes';
import type { TextKey } from '../text/texts.ts';

/** A slider of the editor: one shape, or the same on both sides. */
export interface ShapeSlider {
  text: TextKey;
  /** Left first where there are two. */
  shapes: readonly Blendshape[];
}

/** A blendshape's name, or what its two sides have in common, which is also the name of its text. */
const slider = (stem: Extract<TextKey, string>): ShapeSlider => {
  const names = BLENDSHAPES.filter((name) => name === stem || name === `${stem}Left` || name === `${stem}Right`);
  return { text: stem, shapes: names };
};

/** The sliders, part by part of the face. */
export const SHAPE_GROUPS: readonly { text: TextKey; sliders: readonly ShapeSlider[] }[] = [
  { text: 'partEyes', sliders: (['eyeBlink', 'eyeSquint', 'eyeWide'] as const).map(slider) },
  { text: 'partBrows', sliders: (['browDown', 'browInnerUp', 'browOuterUp'] as const).map(slider) },
  {
    text: 'partMouth',
    sliders: (
      [
        'mouthSmile',
        'mouthFrown',
        'jawOpen',
        'mouthFunnel',
        'mouthPucker',
        'mouthStretch',
        'mouthPress',
        'mouthUpperUp',
        'mouthLowerDown',
        'mouthDimple',
        'mouthShrugLower',
        'mouthRollLower',
        'cheekSquint',
        'cheekPuff',
        'noseSneer',
        'tongueOut',
      ] as const
    ).map(slider),
  },
];

/** What moves the mouth aside: these are a left and a right of their own, no sides of one thing. */
export const SIDEWAYS: readonly ShapeSlider[] = (['mouthLeft', 'mouthRight', 'jawLeft', 'jawRight'] as const).map((name) => ({
  text: name,
  shapes: [name],
}));
