import { changeLook, changeSettings, DEFAULT_SETTINGS, type Settings, type SettingsChange } from '@masque/config/settings';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createHistory, type History } from '../../../apps/relay/src/history.ts';

function strengthen(history: History, settings: Settings, strength: number, gesture?: string): Settings {
  const next = changeSettings(settings, { motion: { strength } });
  history.record(settings, next, gesture);
  return next;
}

describe('the history', () => {
  test('goes back step by step, and forth again', () => {
    const history = createHistory();
    const first = strengthen(history, DEFAULT_SETTINGS, 1.2);
    const second = strengthen(history, first, 1.6);
    expect(history.undo(second)).toEqual(first);
    expect(history.undo(first)).toEqual(DEFAULT_SETTINGS);
    expect(() => history.undo(DEFAULT_SETTINGS)).toThrow(expect.objectContaining({ code: 'nothing-to-undo' }));
    expect(history.redo(DEFAULT_SETTINGS)).toEqual(first);
    expect(history.redo(first)).toEqual(second);
    expect(() => history.redo(second)).toThrow(expect.objectContaining({ code: 'nothing-to-redo' }));
  });

  test('takes a drag of a slider for one step', () => {
    const history = createHistory();
    let settings = strengthen(history, DEFAULT_SETTINGS, 0.5);
    for (const strength of [0.6, 0.7, 0.8]) settings = strengthen(history, settings, strength, 'drag-1');
    for (const strength of [0.9, 1.1]) settings = strengthen(history, settings, strength, 'drag-2');
    expect(history.counts).toEqual({ undo: 3, redo: 0 });
    settings = history.undo(settings);
    expect(settings.motion.strength).toBe(0.8);
    expect(history.undo(settings).motion.strength).toBe(0.5);
  });

  test('keeps the last 50', () => {
    const history = createHistory();
    let settings = DEFAULT_SETTINGS;
    for (let i = 1; i <= 60; i++) settings = strengthen(history, settings, 1 + i / 100);
    expect(history.counts.undo).toBe(50);
    for (let i = 0; i < 50; i++) settings = history.undo(settings);
    expect(settings.motion.strength).toBeCloseTo(1.1);
  });

  test('a new change ends what could be done again', () => {
    const history = createHistory();
    const changed = strengthen(history, DEFAULT_SETTINGS, 1.2);
    history.undo(changed);
    strengthen(history, DEFAULT_SETTINGS, 1.3);
    expect(history.counts).toEqual({ undo: 1, redo: 0 });
  });

  test('leaves what something else has changed since, and passes over steps of which nothing is left', () => {
    const history = createHistory();
    const mirrored = changeSettings(DEFAULT_SETTINGS, { motion: { mirror: false } });
    history.record(DEFAULT_SETTINGS, mirrored);
    const shown = { ...mirrored, live: { main: 'kasumi' } };
    history.record(mirrored, shown);
    const byRule = { ...shown, live: { main: 'birch' } };
    expect(history.undo(byRule)).toEqual({ ...DEFAULT_SETTINGS, live: { main: 'birch' } });
  });

  test('takes a look away again that was the first of its avatar', () => {
    const history = createHistory();
    const changed = changeLook(DEFAULT_SETTINGS, 'kasumi', { placement: { size: 2 } });
    history.record(DEFAULT_SETTINGS, changed);
    expect(history.undo(changed)).toEqual(DEFAULT_SETTINGS);
  });

  test('whatever was changed, undoing all of it gives the start, and doing it again the end', () => {
    const change = fc.record(
      {
        tracking: fc.record({ stability: fc.float({ min: 0, max: 1, noNaN: true }) }),
        motion: fc.record({ mirror: fc.boolean(), groups: fc.record({ head: fc.record({ sensitivity: fc.constantFrom(0, 1, 2) }) }) }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(change, fc.constantFrom(undefined, 'a', 'b')), { maxLength: 30 }), (changes) => {
        const history = createHistory();
        let settings = DEFAULT_SETTINGS;
        for (const [fields, gesture] of changes) {
          const next = changeSettings(settings, fields as SettingsChange);
          history.record(settings, next, gesture);
          settings = next;
        }
        const end = settings;
        while (history.counts.undo > 0) {
          try {
            settings = history.undo(settings);
          } catch {
            // Steps that led back to where they began.
          }
        }
        expect(settings).toEqual(DEFAULT_SETTINGS);
        while (history.counts.redo > 0) settings = history.redo(settings);
        expect(settings).toEqual(end);
      }),
    );
  });
});
