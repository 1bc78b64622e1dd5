import { DEFAULT_LOOK } from '@masque/config/look';
import {
  changeCamera,
  changeLook,
  changeSettings,
  DEFAULT_SETTINGS,
  lookOf,
  parseSettings,
  settingsChangeSchema,
  settingsSchema,
  settingsUnder,
} from '@masque/config/settings';
import { DocumentError } from '@masque/config/versioned';
import { describe, expect, test } from 'vitest';

describe('settings', () => {
  test('the defaults are valid, and survive a save', () => {
    expect(settingsSchema.parse(DEFAULT_SETTINGS)).toEqual(DEFAULT_SETTINGS);
    expect(parseSettings(JSON.parse(JSON.stringify(DEFAULT_SETTINGS)))).toEqual(DEFAULT_SETTINGS);
  });

  test('what a file lacks gets its default, what it has stays', () => {
    expect(parseSettings({ version: 2 })).toEqual(DEFAULT_SETTINGS);
    const { tracking, motion, live } = parseSettings({ version: 2, tracking: { stability: 0.8 }, live: { guest: 'kasumi' } });
    expect(tracking).toEqual({ ...DEFAULT_SETTINGS.tracking, stability: 0.8 });
    expect(motion).toEqual(DEFAULT_SETTINGS.motion);
    expect(live).toEqual({ ...DEFAULT_SETTINGS.live, guest: 'kasumi' });
  });

  test('of version 1 are lifted: what was chosen stays, what is new gets its default', () => {
    const saved = {
      version: 1,
      tracking: { detectionThreshold: 0.6, maxFaces: 1, stability: 0.55 },
      motion: { mirror: false, strength: 1.4, demo: false },
      live: { main: 'kasumi', guest: 'rowan' },
    };
    expect(parseSettings(saved)).toEqual({
      ...DEFAULT_SETTINGS,
      tracking: saved.tracking,
      motion: { ...DEFAULT_SETTINGS.motion, ...saved.motion },
      live: saved.live,
    });
  });

  test('a look that lacks fields is filled in', () => {
    const { looks } = parseSettings({ version: 2, looks: { kasumi: { placement: { x: 0.2 } } } });
    expect(looks.kasumi).toEqual({ ...DEFAULT_LOOK, placement: { ...DEFAULT_LOOK.placement, x: 0.2 } });
  });

  test.each([
    ['out of range', { tracking: { stability: 1.1 } }],
    ['of a wrong type', { motion: { mirror: 'yes' } }],
    ['a group that is none', { motion: 7 }],
    ['a look that is none', { looks: { kasumi: 7 } }],
    ['a rule without a scene', { scenes: { rules: [{ slot: 'main', avatar: null, placement: null, visible: true }] } }],
    ['an address with a path', { obs: { host: 'a/b' } }],
    ['a slot that is no name', { live: { 'Main Slot': 'kasumi' } }],
    ['an avatar that is a path', { live: { main: '../kasumi' } }],
  ])('a value %s is refused', (_, saved) => {
    expect(() => parseSettings({ version: 2, ...saved })).toThrow(DocumentError);
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

  test('of one group of signals leaves the others', () => {
    const { groups } = changeSettings(DEFAULT_SETTINGS, { motion: { groups: { mouth: { sensitivity: 2 } } } }).motion;
    expect(groups).toEqual({ ...DEFAULT_SETTINGS.motion.groups, mouth: { sensitivity: 2, range: 1 } });
  });

  test('of a look leaves other looks and fields', () => {
    const first = changeLook(DEFAULT_SETTINGS, 'kasumi', { background: { kind: 'green' } });
    const second = changeLook(first, 'rowan', { placement: { flip: true } });
    expect(lookOf(second, 'kasumi')).toEqual({ ...DEFAULT_LOOK, background: { ...DEFAULT_LOOK.background, kind: 'green' } });
    expect(lookOf(second, 'rowan').placement).toEqual({ ...DEFAULT_LOOK.placement, flip: true });
    expect(lookOf(second, 'constructor')).toBe(DEFAULT_LOOK);
  });

  test("of a camera begins with everybody's, holds while it is followed, and is forgotten", () => {
    const common = changeSettings(DEFAULT_SETTINGS, { tracking: { stability: 0.5 }, motion: { strength: 1.4, mirror: false } });
    const own = changeCamera(common, 'Webcam', { motion: { blinkShut: 0.8, groups: { eyes: { sensitivity: 2 } } } });
    const later = changeSettings(own, { tracking: { stability: 0.9, maxFaces: 2 }, motion: { mirror: true, strength: 0.5 } });
    expect(settingsUnder(later, 'Webcam')).toMatchObject({
      tracking: { stability: 0.5, maxFaces: 2 },
      motion: { strength: 1.4, mirror: true, blinkShut: 0.8, groups: { eyes: { sensitivity: 2, range: 1 }, mouth: { sensitivity: 1 } } },
    });
    for (const other of ['Phone', 'constructor', undefined]) {
      expect(settingsUnder(later, other)).toEqual({ tracking: later.tracking, motion: later.motion });
    }
    expect(parseSettings(JSON.parse(JSON.stringify(later)))).toEqual(later);
    expect(changeCamera(later, 'Webcam', null).cameras).toEqual({});
  });

  test('that changes nothing returns the same settings', () => {
    expect(changeSettings(DEFAULT_SETTINGS, { motion: { mirror: true, groups: { head: { range: 1 } } }, tracking: {} })).toBe(
      DEFAULT_SETTINGS,
    );
    expect(changeLook(DEFAULT_SETTINGS, 'kasumi', { gains: { head: 1 } })).toBe(DEFAULT_SETTINGS);
    expect(changeCamera(DEFAULT_SETTINGS, 'Webcam', null)).toBe(DEFAULT_SETTINGS);
  });

  test.each([
    { live: { main: 'kasumi' } },
    { version: 3 },
    { motion: { speed: 1 } },
    { tracking: { maxFaces: 0 } },
    { motion: { groups: { nose: {} } } },
  ])('%j is refused', (change) => {
    expect(settingsChangeSchema.safeParse(change).success).toBe(false);
  });
});
