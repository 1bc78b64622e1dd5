import { describe, expect, test } from 'vitest';
import { readRendererChoice } from '../../../../apps/overlay/src/stage/renderer-choice.ts';

describe('the renderer parameter', () => {
  test('is automatic where it is absent', () => {
    expect(readRendererChoice(null)).toBe('auto');
    expect(readRendererChoice('webgpu')).toBe('webgpu');
  });

  test.each(['', 'WebGPU', 'canvas'])("'%s' is refused with the words that are allowed", (word) => {
    expect(() => readRendererChoice(word)).toThrow(`There is no renderer '${word}': use auto, webgl or webgpu.`);
  });
});
