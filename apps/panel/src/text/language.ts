import type { Problem } from '@masque/config/refusal';
import { effect, signal } from '@preact/signals';
import { kept } from '../parts/kept.ts';
import { ERROR_TEXTS, TEXTS, type TextKey } from './texts.ts';

export const LANGUAGES = ['en', 'ja', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each language's own name. */
export const LANGUAGE_NAMES: Record<Language, string> = { en: 'English', ja: '日本語', zh: '中文' };

export const language = signal<Language>(kept.read('language', LANGUAGES) ?? preferred());

effect(() => {
  document.documentElement.lang = language.value === 'zh' ? 'zh-Hans' : language.value;
  kept.write('language', language.value);
});

function preferred(): Language {
  for (const tag of navigator.languages) {
    const match = LANGUAGES.find((candidate) => tag.toLowerCase().startsWith(candidate));
    if (match) return match;
  }
  return 'en';
}

/** A text in the chosen language, with {names} filled in. */
export function t(key: TextKey, values: Record<string, string | number> = {}): string {
  return fill(TEXTS[key][LANGUAGES.indexOf(language.value)], values);
}

/** What went wrong, for people. */
export function problemText({ code, message }: Problem): string {
  const text = ERROR_TEXTS[code]?.[LANGUAGES.indexOf(language.value)];
  return text === undefined ? message : fill(text, { message, overlay: `${location.origin}/overlay` });
}

function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}
