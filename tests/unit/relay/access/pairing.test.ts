import { beforeEach, expect, test } from 'vitest';
import { createPairingCodes, type PairingCodes } from '../../../../apps/relay/src/access/pairing.ts';

let time = 0;
let codes: PairingCodes;
beforeEach(() => {
  time = 1e12;
  codes = createPairingCodes(() => time);
});
const wrong = expect.objectContaining({ code: 'wrong-code' });

test('a code is good once, however it is typed', () => {
  const { code } = codes.make('pad');
  expect(code).toMatch(/^[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}$/);
  expect(codes.redeem(` ${code.toLowerCase().replace('-', '')} `)).toBe('pad');
  expect(() => codes.redeem(code)).toThrow(wrong);
});

test('a code is good for five minutes, and until the next is made', () => {
  const first = codes.make('pad');
  const second = codes.make('panel');
  expect(() => codes.redeem(first.code)).toThrow(wrong);
  expect(codes.redeem(second.code)).toBe('panel');
  const third = codes.make('pad');
  time = third.expiresAt;
  expect(() => codes.redeem(third.code)).toThrow(wrong);
});

test('guesses burn the code', () => {
  const { code } = codes.make('panel');
  for (let i = 0; i < 10; i++) expect(() => codes.redeem('AAAA-AAAA')).toThrow(wrong);
  expect(() => codes.redeem(code)).toThrow(wrong);
});

test('without a code nothing is let in, the empty one least of all', () => {
  for (const guess of ['', '-', '0']) expect(() => codes.redeem(guess)).toThrow(wrong);
});
