import { toObject } from 'flatbuffers/js/flexbuffers.js';
import { rootTable, type Table } from './flatbuffer.ts';

export interface TfliteTensor {
  name: string;
  type: TfliteType;
  /** NHWC for images. */
  shape: number[];
  /** Little-endian bytes of a constant; null for what is computed. */
  data: Uint8Array | null;
}

export type TfliteType = 'float32' | 'float16' | 'int32' | 'other';

export interface TfliteOperator {
  /** Builtin name, or the custom operator's own. */
  name: string;
  version: number;
  /** Tensor indices; -1 for an optional input that is absent. */
  inputs: number[];
  outputs: number[];
  /** The builtin operator's options table. */
  options: Table | null;
  /** A custom operator's options, uninterpreted. */
  customOptions: Uint8Array | null;
}

export interface TfliteModel {
  tensors: TfliteTensor[];
  operators: TfliteOperator[];
  inputs: number[];
  outputs: number[];
}

/** TensorType of the TFLite schema, as far as it occurs here. */
const TYPES: Record<number, TfliteType> = { 0: 'float32', 1: 'float16', 2: 'int32' };

/** BuiltinOperator of the TFLite schema, as far as it occurs here. */
const BUILTINS: Record<number, string> = {
  0: 'ADD',
  1: 'AVERAGE_POOL_2D',
  2: 'CONCATENATION',
  3: 'CONV_2D',
  4: 'DEPTHWISE_CONV_2D',
  6: 'DEQUANTIZE',
  14: 'LOGISTIC',
  17: 'MAX_POOL_2D',
  18: 'MUL',
  19: 'RELU',
  22: 'RESHAPE',
  23: 'RESIZE_BILINEAR',
  32: 'CUSTOM',
  34: 'PAD',
  45: 'STRIDED_SLICE',
  54: 'PRELU',
  117: 'HARD_SWISH',
};

/** Reads the first subgraph of a TFLite file (schema version 3; slots as in tensorflow/lite/schema/schema.fbs). */
export function readTflite(file: Uint8Array): TfliteModel {
  if (new TextDecoder().decode(file.subarray(4, 8)) !== 'TFL3') throw new Error('not a TFLite model (version 3)');
  const model = rootTable(file);
  const codes = model.tables(1).map((code) => {
    const builtin = Math.max(code.int8(0), code.int32(3));
    const name = BUILTINS[builtin] ?? `BUILTIN_${builtin}`;
    return { name: name === 'CUSTOM' ? (code.string(1) ?? name) : name, version: code.int32(2, 1) };
  });
  const buffers = model.tables(4).map((buffer) => buffer.bytes(0));
  const graph = model.tables(2)[0];
  return {
    inputs: graph.int32s(1),
    outputs: graph.int32s(2),
    tensors: graph.tables(0).map((tensor) => {
      const data = buffers[tensor.int32(2)];
      return {
        name: tensor.string(3) ?? '',
        type: TYPES[tensor.int8(1)] ?? 'other',
        shape: tensor.int32s(0),
        data: data?.length ? data : null,
      };
    }),
    operators: graph.tables(3).map((operator) => ({
      ...codes[operator.int32(0)],
      inputs: operator.int32s(1),
      outputs: operator.int32s(2),
      options: operator.table(4),
      customOptions: operator.bytes(5),
    })),
  };
}

/** A custom operator's options written as a flexbuffer map. */
export function flexOptions(operator: TfliteOperator): Record<string, unknown> {
  if (!operator.customOptions?.length) return {};
  return toObject(new Uint8Array(operator.customOptions).buffer) as Record<string, unknown>;
}
