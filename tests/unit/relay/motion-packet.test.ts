import { describe, expect, test } from 'vitest';
import { encodeMotionPacket } from '../../../apps/relay/src/motion-packet.ts';

/** The web socket frames in some bytes, read by RFC 6455, section 5.2. */
function readFrames(bytes: Buffer): { opcode: number; payload: Buffer }[] {
  const frames: { opcode: number; payload: Buffer }[] = [];
  for (let at = 0; at < bytes.length; ) {
    const [first, second] = bytes.subarray(at);
    // Whole, uncompressed and unmasked.
    expect(first & 0xf0).toBe(0x80);
    expect(second & 0x80).toBe(0);
    const long = second === 126;
    const length = long ? bytes.readUInt16BE(at + 2) : second;
    const start = at + (long ? 4 : 2);
    frames.push({ opcode: first & 0x0f, payload: bytes.subarray(start, start + length) });
    at = start + length;
  }
  return frames;
}

describe('encodeMotionPacket', () => {
  test.each([0, 1, 125, 126, 178, 255, 256, 2974, 65535])('wraps %i bytes in two frames', (length) => {
    const motion = Uint8Array.from({ length }, (_, i) => i * 7);
    const [head, body, ...more] = readFrames(encodeMotionPacket(motion));
    expect(head).toMatchObject({ opcode: 1, payload: Buffer.from('451-["motion",{"_placeholder":true,"num":0}]') });
    expect(body.opcode).toBe(2);
    expect(Buffer.compare(body.payload, motion)).toBe(0);
    expect(more).toEqual([]);
  });

  test('refuses what no motion frame can be', () => {
    expect(() => encodeMotionPacket(new Uint8Array(65536))).toThrow(RangeError);
  });
});
