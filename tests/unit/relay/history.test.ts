import { changeLook, changeSettings, DEFAULT_SETTINGS, type Settings, type SettingsChange } from '@masque/config/settings';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createHistory, type History } from '../../../apps/relay/src/history.ts';

function strengthen(history: History, settings: Settings, strength: number, gesture?: string): Settings {
  const next = changeSettings(settings, { motion: { strength } });
  history.record(settings, next, gesture);
  return next;
}

/** Steps of the settings only. */
const undo = (history: History, settings: Settings): Settings => history.undo(settings) as Settings;
const redo = (history: History, settings: Settings): Settings => history.redo(settings) as Settings;

describe('the history', () => {
  test('goes back step by step, and forth again', () => {
    const history = createHistory();
    const first = strengthen(history, DEFAULT_SETTINGS, 1.2);
    const second = strengthen(history, first, 1.6);
    expect(undo(history, second)).toEqual(first);
    expect(undo(history, first)).toEqual(DEFAULT_SETTINGS);
    expect(() => undo(history, DEFAULT_SETTINGS)).toThrow(expect.objectContaining({ code: 'nothing-to-undo' }));
    expect(redo(history, DEFAULT_SETTINGS)).toEqual(first);
    expect(redo(history, first)).toEqual(second);
    expect(() => redo(history, second)).toThrow(expect.objectContaining({ code: 'nothing-to-redo' }));
  });

  test('takes a drag of a slider for one step', () => {
    const history = createHistory();
    let settings = strengthen(history, DEFAULT_SETTINGS, 0.5);
    for (const strength of [0.6, 0.7, 0.8]) settings = strengthen(history, settings, strength, 'drag-1');
    for (const strength of [0.9, 1.1]) settings = strengthen(history, settings, strength, 'drag-2');
    expect(history.counts).toEqual({ undo: 3, redo: 0 });
    settings = undo(history, settings);
    expect(settings.motion.strength).toBe(0.8);
    expect(undo(history, settings).motion.strength).toBe(0.5);
  });

  test('keeps the last 50', () => {
    const history = createHistory();
    let settings = DEFAULT_SETTINGS;
    for (let i = 1; i <= 60; i++) settings = strengthen(history, settings, 1 + i / 100);
    expect(history.counts.undo).toBe(50);
    for (let i = 0; i < 50; i++) settings = undo(history, settings);
    expect(settings.motion.strength).toBeCloseTo(1.1);
  });

  test('a new change ends what could be done again', () => {
    const history = createHistory();
    const changed = strengthen(history, DEFAULT_SETTINGS, 1.2);
    undo(history, changed);
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
    expect(undo(history, byRule)).toEqual({ ...DEFAULT_SETTINGS, live: { main: 'birch' } });
  });

  test('takes a look away again that was the first of its avatar', () => {
    const history = createHistory();
    const changed = changeLook(DEFAULT_SETTINGS, 'kasumi', { placement: { size: 2 } });
    history.record(DEFAULT_SETTINGS, changed);
    expect(undo(history, changed)).toEqual(DEFAULT_SETTINGS);
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
            settings = undo(history, settings);
          } catch {
            // Steps that led back to where they began.
          }
        }
        expect(settings).toEqual(DEFAULT_SETTINGS);
        while (history.counts.redo > 0) settings = redo(history, settings);
        expect(settings).toEqual(end);
      }),
    );
  });

  test('takes deeds back and forth in their place among the settings', async () => {
    const history = createHistory();
    const done: string[] = [];
    const first = strengthen(history, DEFAULT_SETTINGS, 1.2, 'drag');
    history.recordDeed({ undo: async () => void done.push('undone'), redo: async () => void done.push('done') });
    const second = strengthen(history, first, 1.4, 'drag');
    expect(history.counts).toEqual({ undo: 3, redo: 0 });
    expect(undo(history, second)).toEqual(first);
    await (history.undo(first) as () => Promise<void>)();
    expect(undo(history, first)).toEqual(DEFAULT_SETTINGS);
    expect(redo(history, DEFAULT_SETTINGS)).toEqual(first);
    await (history.redo(first) as () => Promise<void>)();
    expect(redo(history, first)).toEqual(second);
    expect(done).toEqual(['undone', 'done']);
  });
});
