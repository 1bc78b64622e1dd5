import { builtInExpression, type Expression } from '@masque/config/expression';
import { t } from '../text/language.ts';
import type { TextKey } from '../text/texts.ts';

const BUILT_IN_TEXTS: Record<string, TextKey> = {
  joy: 'joy',
  anger: 'anger',
  sorrow: 'sorrow',
  surprise: 'surprise',
  'wink-left': 'winkLeft',
  'wink-right': 'winkRight',
  smug: 'smug',
  sleepy: 'sleepy',
  blush: 'blushing',
  sparkle: 'sparkling',
};

/** What people call an expression; the built-in ones in their language, unless they gave one a name. */
export function expressionName({ id, name }: Expression): string {
  const text = BUILT_IN_TEXTS[id];
  return text && name === builtInExpression(id)?.name ? t(text) : name;
}
