import { effect, signal } from '@preact/signals';
import { kept } from './kept.ts';

export const THEMES = ['auto', 'dark', 'light'] as const;
export type Theme = (typeof THEMES)[number];

export const theme = signal<Theme>(kept.read('theme', THEMES) ?? 'auto');

effect(() => {
  document.documentElement.dataset.theme = theme.value;
  kept.write('theme', theme.value);
});
