/*
 * Layout, little endian: u32 magic 'MSQP', u32 length of the whole, u32 length of the JSON, the JSON (UTF-8), then the
 * arrays, each at a multiple of 16. In the JSON `{ "$": [kind, offset, length] }` stands for an array and
 * `{ "$": text }` for a number that JSON does not know.
 */
const MAGIC = 0x5051534d;
const HEADER = 12;
const ALIGNMENT = 16;
const KINDS = {
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
} as const;
type Kind = keyof typeof KINDS;
type TypedArray = InstanceType<(typeof KINDS)[Kind]>;

const align = (offset: number): number => Math.ceil(offset / ALIGNMENT) * ALIGNMENT;

/**
 * Plain data as one buffer. Its structure is walked, so nothing has to be listed when the data get new fields; an array that
 * occurs twice is kept once. Fields without a value are left out.
 * @throws TypeError with the path of what is no plain data (a function, an instance of a class)
 */
export function pack(value: unknown): ArrayBuffer {
  const arrays = new Map<TypedArray, number>();
  let size = 0;

  function describe(part: unknown, path: string): unknown {
    if (part === null || typeof part === 'boolean' || typeof part === 'string') return part;
    if (typeof part === 'number') return describeNumber(part);
    if (Array.isArray(part)) return part.map((item, i) => describe(item, `${path}[${i}]`));
    const kind = (part as object | undefined)?.constructor?.name ?? typeof part;
    if (Object.hasOwn(KINDS, kind)) {
      const array = part as TypedArray;
      if (!arrays.has(array)) {
        arrays.set(array, size);
        size = align(size + array.byteLength);
      }
      return { $: [kind, arrays.get(array), array.length] };
    }
    if (kind !== 'Object' || '$' in (part as object)) throw new TypeError(`${path} is a ${kind}, which cannot be packed`);
    const fields = Object.entries(part as object).filter(([, field]) => field !== undefined);
    return Object.fromEntries(fields.map(([key, field]) => [key, describe(field, `${path}.${key}`)]));
  }

  const json = new TextEncoder().encode(JSON.stringify(describe(value, 'it')));
  const start = align(HEADER + json.length);
  const buffer = new ArrayBuffer(start + size);
  const view = new DataView(buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, buffer.byteLength, true);
  view.setUint32(8, json.length, true);
  new Uint8Array(buffer).set(json, HEADER);
  for (const [{ buffer: from, byteOffset, byteLength }, offset] of arrays) {
    new Uint8Array(buffer, start + offset, byteLength).set(new Uint8Array(from, byteOffset, byteLength));
  }
  return buffer;
}

function describeNumber(value: number): unknown {
  if (Object.is(value, -0)) return { $: '-0' };
  return Number.isFinite(value) ? value : { $: `${value}` };
}

/**
 * What was packed; its arrays are views of the buffer, so nothing is copied.
 * @throws Error when the buffer is damaged or none of ours
 */
export function unpack(buffer: ArrayBuffer): unknown {
  const view = new DataView(buffer);
  if (buffer.byteLength < HEADER || view.getUint32(0, true) !== MAGIC || view.getUint32(4, true) !== buffer.byteLength) {
    throw new Error('these bytes are nothing packed, or not all of it');
  }
  const length = view.getUint32(8, true);
  const start = align(HEADER + length);
  return JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, HEADER, length)), (_, part) => {
    const mark = part?.$;
    if (mark === undefined) return part;
    if (typeof mark === 'string') return Number(mark);
    const [kind, offset, count] = mark as [Kind, number, number];
    return new KINDS[kind](buffer, start + offset, count);
  });
}
