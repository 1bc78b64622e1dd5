import { describe, expect, test } from 'vitest';
import { pack, unpack } from '../../../../apps/overlay/src/portrait/pack.ts';

const shared = Float32Array.of(1.5, -2.25, Number.NaN);

describe('packed data', () => {
  test('come back as they were: numbers to the bit, arrays of their kind', () => {
    const value = {
      text: 'a "quoted" name, ünïcode',
      numbers: [0.1, -0, 1e-320, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.MAX_SAFE_INTEGER],
      nothing: null,
      yes: true,
      nested: [{ deep: { bytes: Uint8ClampedArray.of(1, 2, 3), wide: Float64Array.of(Math.PI) } }, [], {}],
      indices: Uint16Array.of(65535, 0),
      odd: new Uint8Array([9, 8, 7, 6]).subarray(1, 3),
      shared,
    };
    expect(unpack(pack(value))).toEqual(value);
  });

  test('arrays are views of the one buffer, aligned for their kind, and one that occurs twice is kept once', () => {
    const buffer = pack({ a: Uint8Array.of(1), b: shared, c: { again: shared } });
    const { a, b, c } = unpack(buffer) as { a: Uint8Array; b: Float32Array; c: { again: Float32Array } };
    expect([a.buffer, b.buffer]).toEqual([buffer, buffer]);
    expect([b.byteOffset % 16, c.again.byteOffset]).toEqual([0, b.byteOffset]);
  });

  test('fields without a value are left out', () => {
    expect(Object.keys(unpack(pack({ a: 1, b: undefined })) as object)).toEqual(['a']);
  });

  test('what is no plain data is refused, with its place', () => {
    expect(() => pack({ rig: { parts: [{ draw: () => 1 }] } })).toThrow('it.rig.parts[0].draw is a Function');
    expect(() => pack({ when: new Map() })).toThrow('it.when is a Map');
    expect(() => pack({ $: 1 })).toThrow('it is a Object');
  });

  test('what is damaged is refused', () => {
    const buffer = pack({ a: Float32Array.of(1, 2, 3) });
    expect(() => unpack(buffer.slice(0, buffer.byteLength - 1))).toThrow('not all of it');
    expect(() => unpack(new ArrayBuffer(4))).toThrow('nothing packed');
    const scribbled = buffer.slice(0);
    new Uint8Array(scribbled)[13] = 0;
    expect(() => unpack(scribbled)).toThrow();
  });
});
