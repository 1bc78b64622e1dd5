import { DocumentError, type Migration, migrate } from '@masque/config/versioned';
import { describe, expect, test } from 'vitest';

const migrations: Migration[] = [
  ({ smoothing, ...rest }) => ({ ...rest, stability: smoothing }),
  ({ stability, ...rest }) => ({ ...rest, tracking: { stability } }),
];

describe('migrate', () => {
  test('lifts a document through every version it missed', () => {
    expect(migrate({ version: 1, smoothing: 0.4, name: 'a' }, migrations)).toEqual({ version: 3, tracking: { stability: 0.4 }, name: 'a' });
    expect(migrate({ version: 2, stability: 0.4 }, migrations)).toEqual({ version: 3, tracking: { stability: 0.4 } });
  });

  test('leaves a present one as it is, and the given one untouched', () => {
    const present = { version: 3, tracking: {} };
    expect(migrate(present, migrations)).toBe(present);
    const old = Object.freeze({ version: 1, smoothing: 1 });
    expect(migrate(old, migrations).version).toBe(3);
  });

  test.each([[4], [0], [1.5], ['1'], [undefined]])('refuses version %s', (version) => {
    expect(() => migrate({ version }, migrations)).toThrow(DocumentError);
  });

  test.each([[null], [[]], ['text'], [7]])('refuses %j, which is no document', (document) => {
    expect(() => migrate(document, migrations)).toThrow(DocumentError);
  });
});
