import { createHash, randomInt, timingSafeEqual } from 'node:crypto';
import type { PairedScope } from '@masque/config/device';
import { RefusedError } from '@masque/config/refusal';

/** The code that lets the next device in. */
export interface PairingCodes {
  /** Makes one; the one before is good for nothing any more. */
  make(scope: PairedScope): { code: string; expiresAt: number };
  /**
   * Takes a code, which is used up by it.
   * @returns what it allows
   * @throws RefusedError `wrong-code`
   */
  redeem(code: string): PairedScope;
}

/** Without letters and digits that look alike: 32 of them, 5 bits each, 40 bits in all. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const LENGTH = 8;
const LIFETIME = 5 * 60_000;
/** Wrong codes after which the right one is burned too. */
const MOST_TRIES = 10;

/** @param now milliseconds since 1970 */
export function createPairingCodes(now: () => number = Date.now): PairingCodes {
  let current: { code: string; scope: PairedScope; expiresAt: number; tries: number } | null = null;
  return {
    make(scope) {
      const letters = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
      current = { code: letters, scope, expiresAt: now() + LIFETIME, tries: 0 };
      return { code: `${letters.slice(0, 4)}-${letters.slice(4)}`, expiresAt: current.expiresAt };
    },
    redeem(code) {
      if (current && now() >= current.expiresAt) current = null;
      const right = sameText(current?.code ?? '', code.toUpperCase().replaceAll(/[^A-Z0-9]/g, ''));
      if (!current || !right) {
        if (current && ++current.tries >= MOST_TRIES) current = null;
        throw new RefusedError('wrong-code', 'This code is wrong, used, or older than five minutes. Make a new one in the panel.');
      }
      const { scope } = current;
      current = null;
      return scope;
    },
  };
}

/** Takes equally long wherever the texts differ. */
function sameText(a: string, b: string): boolean {
  const [first, second] = [a, b].map((text) => createHash('sha256').update(text).digest());
  return timingSafeEqual(first, second);
}
