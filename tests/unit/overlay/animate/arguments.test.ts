import { describe, expect, it } from 'vitest';
import { readArguments, UsageError } from '../../../../apps/overlay/animate/arguments.ts';

const NEEDED = ['--portrait', 'a.png', '--driving', 'b.mp4', '--out', 'c'];
const read = (...more: string[]) => readArguments([...NEEDED, ...more]);

describe('readArguments', () => {
  it('follows everything, in the usual way, unless told otherwise', () => {
    expect(read()).toMatchObject({
      motion: 'dense',
      regions: ['pose', 'expression', 'lips', 'eyes'],
      strength: 1,
      lips: 'absolute',
      eyes: 'relative',
      background: 'own',
    });
    expect(read('--regions', 'all')).toEqual(read());
  });

  it('takes regions, strength, modes and a background', () => {
    expect(
      read('--regions', 'pose, lips', '--strength', '1.5', '--lips', 'relative', '--eyes', 'absolute', '--background', 'none'),
    ).toMatchObject({
      regions: ['pose', 'lips'],
      strength: 1.5,
      lips: 'relative',
      eyes: 'absolute',
      background: 'none',
    });
  });

  it.each([
    ['--regions', 'nose', 'nose'],
    ['--strength', '3', '3'],
    ['--lips', 'sometimes', 'sometimes'],
    ['--background', 'green', 'green'],
  ])('says what is wrong with %s %s', (flag, value, named) => {
    expect(() => read(flag, value)).toThrow(UsageError);
    expect(() => read(flag, value)).toThrow(named);
  });
});
