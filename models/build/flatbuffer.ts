/** A flatbuffer table; fields are read by slot (their order in the schema), with the schema's default where absent. */
export interface Table {
  int8(slot: number, fallback?: number): number;
  bool(slot: number): boolean;
  int32(slot: number, fallback?: number): number;
  string(slot: number): string | null;
  table(slot: number): Table | null;
  tables(slot: number): Table[];
  int32s(slot: number): number[];
  /** A view on the file, not a copy. */
  bytes(slot: number): Uint8Array | null;
}

/** Opens the root table of a flatbuffer (binary format: flatbuffers.dev/internals). */
export function rootTable(bytes: Uint8Array): Table {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return openTable(bytes, view, view.getUint32(0, true));
}

function openTable(file: Uint8Array, view: DataView, position: number): Table {
  const vtable = position - view.getInt32(position, true);
  const vtableSize = view.getUint16(vtable, true);
  /** Position of a slot's value in the file; 0 where the field is absent. */
  const at = (slot: number): number => {
    const entry = 4 + 2 * slot;
    const offset = entry < vtableSize ? view.getUint16(vtable + entry, true) : 0;
    return offset && position + offset;
  };
  const follow = (place: number): number => place + view.getUint32(place, true);
  const vector = (slot: number): { length: number; start: number } => {
    const place = at(slot);
    if (!place) return { length: 0, start: 0 };
    const start = follow(place);
    return { length: view.getUint32(start, true), start: start + 4 };
  };
  const table: Table = {
    int8: (slot, fallback = 0) => (at(slot) ? view.getInt8(at(slot)) : fallback),
    bool: (slot) => table.int8(slot) !== 0,
    int32: (slot, fallback = 0) => (at(slot) ? view.getInt32(at(slot), true) : fallback),
    string(slot) {
      const bytes = table.bytes(slot);
      return bytes && new TextDecoder().decode(bytes);
    },
    table: (slot) => (at(slot) ? openTable(file, view, follow(at(slot))) : null),
    tables(slot) {
      const { length, start } = vector(slot);
      return Array.from({ length }, (_, i) => openTable(file, view, follow(start + 4 * i)));
    },
    int32s(slot) {
      const { length, start } = vector(slot);
      return Array.from({ length }, (_, i) => view.getInt32(start + 4 * i, true));
    },
    bytes(slot) {
      const { length, start } = vector(slot);
      return start ? file.subarray(start, start + length) : null;
    },
  };
  return table;
}
