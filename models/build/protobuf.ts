/** A protobuf message under construction; fields keep the order of the calls. */
export interface MessageWriter {
  /** Varint field; `value` is a non-negative integer. */
  int(field: number, value: number): void;
  string(field: number, value: string): void;
  bytes(field: number, value: Uint8Array): void;
  message(field: number, value: MessageWriter): void;
  finish(): Uint8Array;
}

/** One field of a protobuf message: a number (varint or float) or the bytes of a string, packed list or message. */
export interface ProtobufField {
  field: number;
  value: number;
  bytes: Uint8Array | null;
}

const VARINT = 0;
const FIXED64 = 1;
const LENGTH = 2;
const FIXED32 = 5;

/** Starts an empty message (wire format: protobuf.dev/programming-guides/encoding). */
export function createMessage(): MessageWriter {
  const parts: Uint8Array[] = [];
  let size = 0;
  const append = (part: Uint8Array): void => {
    parts.push(part);
    size += part.length;
  };
  const varint = (value: number): void => {
    if (!Number.isSafeInteger(value) || value < 0) throw new Error(`protobuf integer out of range: ${value}`);
    const out: number[] = [];
    let rest = value;
    while (rest > 127) {
      out.push((rest % 128) | 128);
      rest = Math.floor(rest / 128);
    }
    out.push(rest);
    append(Uint8Array.from(out));
  };
  const writer: MessageWriter = {
    int(field, value) {
      varint(field * 8 + VARINT);
      varint(value);
    },
    string(field, value) {
      writer.bytes(field, new TextEncoder().encode(value));
    },
    bytes(field, value) {
      varint(field * 8 + LENGTH);
      varint(value.length);
      append(value);
    },
    message(field, value) {
      writer.bytes(field, value.finish());
    },
    finish() {
      const out = new Uint8Array(size);
      let at = 0;
      for (const part of parts) {
        out.set(part, at);
        at += part.length;
      }
      return out;
    },
  };
  return writer;
}

/** Walks the fields of an encoded message in file order. Throws on group fields, which are not used here. */
export function* readMessage(bytes: Uint8Array): Generator<ProtobufField> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let unit = 1; ; unit *= 128) {
      const byte = view.getUint8(at++);
      value += (byte & 127) * unit;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const key = varint();
    const field = key >>> 3;
    switch (key & 7) {
      case VARINT:
        yield { field, value: varint(), bytes: null };
        break;
      case FIXED32:
        yield { field, value: view.getFloat32(at, true), bytes: null };
        at += 4;
        break;
      case FIXED64:
        yield { field, value: view.getFloat64(at, true), bytes: null };
        at += 8;
        break;
      case LENGTH: {
        const length = varint();
        yield { field, value: length, bytes: bytes.subarray(at, at + length) };
        at += length;
        break;
      }
      default:
        throw new Error(`protobuf wire type ${key & 7} is not supported`);
    }
  }
}
