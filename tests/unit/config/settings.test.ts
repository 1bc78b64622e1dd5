import { changeSettings, DEFAULT_SETTINGS, parseSettings, settingsChangeSchema, settingsSchema } from '@masque/config/settings';
import { DocumentError } from '@masque/config/versioned';
import { describe, expect, test } from 'vitest';

describe('settings', () => {
  test('the defaults are valid, and survive a save', () => {
    expect(settingsSchema.parse(DEFAULT_SETTINGS)).toEqual(DEFAULT_SETTINGS);
    expect(parseSettings(JSON.parse(JSON.stringify(DEFAULT_SETTINGS)))).toEqual(DEFAULT_SETTINGS);
  });

  test('what a file lacks gets its default, what it has stays', () => {
    expect(parseSettings({ version: 1 })).toEqual(DEFAULT_SETTINGS);
    const { tracking, motion, live } = parseSettings({ version: 1, tracking: { stability: 0.8 }, live: { guest: 'kasumi' } });
    expect(tracking).toEqual({ ...DEFAULT_SETTINGS.tracking, stability: 0.8 });
    expect(motion).toEqual(DEFAULT_SETTINGS.motion);
    expect(live).toEqual({ ...DEFAULT_SETTINGS.live, guest: 'kasumi' });
  });

  test.each([
    ['out of range', { tracking: { stability: 1.1 } }],
    ['of a wrong type', { motion: { mirror: 'yes' } }],
    ['a group that is none', { motion: 7 }],
    ['a slot that is no name', { live: { 'Main Slot': 'kasumi' } }],
    ['an avatar that is a path', { live: { main: '../kasumi' } }],
  ])('a value %s is refused', (_, saved) => {
    expect(() => parseSettings({ version: 1, ...saved })).toThrow(DocumentError);
  });
});

describe('a change of the settings', () => {
  test('touches the named fields only, and fills in nothing', () => {
    const change = settingsChangeSchema.parse({ motion: { mirror: false } });
    expect(change).toEqual({ motion: { mirror: false } });
    expect(changeSettings(DEFAULT_SETTINGS, change)).toEqual({
      ...DEFAULT_SETTINGS,
      motion: { ...DEFAULT_SETTINGS.motion, mirror: false },
    });
  });

  test('that changes nothing returns the same settings', () => {
    expect(changeSettings(DEFAULT_SETTINGS, { motion: { mirror: true }, tracking: {} })).toBe(DEFAULT_SETTINGS);
  });

  test.each([{ live: { main: 'kasumi' } }, { version: 2 }, { motion: { speed: 1 } }, { tracking: { maxFaces: 0 } }])(
    '%j is refused',
    (change) => {
      expect(settingsChangeSchema.safeParse(change).success).toBe(false);
    },
  );
});
