/** The event `motion` with one attachment, as Engine.IO 4 (message) and Socket.IO 5 (binary event) write it. */
const HEADER = Buffer.from('451-["motion",{"_placeholder":true,"num":0}]');

/** RFC 6455, section 5.2: whole frames, unmasked as a server's are. */
const TEXT = 0x81;
const BINARY = 0x82;
const HEAD_LENGTH = 2;
/** Lengths from here on take two bytes of their own, which hold any motion frame. */
const EXTENDED = 126;
const MOST = 0xffff;

/**
 * A Motion frame as the bytes that a Socket.IO client receives for the event `motion`: a text and a binary web socket frame.
 * Made once, the same bytes go to every viewer in one write each; writing them anew for each took most of the relay's time.
 * @throws RangeError for frames over 65535 bytes
 */
export function encodeMotionPacket(motion: Uint8Array): Buffer {
  if (motion.length > MOST) throw new RangeError(`a motion frame of ${motion.length} bytes`);
  const long = motion.length >= EXTENDED;
  const attachment = HEAD_LENGTH + HEADER.length;
  const body = attachment + HEAD_LENGTH + (long ? 2 : 0);
  const packet = Buffer.allocUnsafe(body + motion.length);
  packet[0] = TEXT;
  packet[1] = HEADER.length;
  packet.set(HEADER, HEAD_LENGTH);
  packet[attachment] = BINARY;
  packet[attachment + 1] = long ? EXTENDED : motion.length;
  if (long) packet.writeUInt16BE(motion.length, attachment + 2);
  packet.set(motion, body);
  return packet;
}
