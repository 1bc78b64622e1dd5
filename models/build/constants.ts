import type { TfliteTensor } from './tflite.ts';

/** A constant tensor's values in its own element type (float16 as raw bits). */
export type Constant =
  | { type: 'float16'; shape: number[]; values: Uint16Array }
  | { type: 'float32'; shape: number[]; values: Float32Array }
  | { type: 'int32'; shape: number[]; values: Int32Array };

/** Reads a constant tensor; null for one that is computed. Throws on element types that the models here do not use. */
export function readConstant(tensor: TfliteTensor): Constant | null {
  if (!tensor.data) return null;
  const { buffer } = new Uint8Array(tensor.data);
  const { shape } = tensor;
  switch (tensor.type) {
    case 'float16':
      return { type: 'float16', shape, values: new Uint16Array(buffer) };
    case 'float32':
      return { type: 'float32', shape, values: new Float32Array(buffer) };
    case 'int32':
      return { type: 'int32', shape, values: new Int32Array(buffer) };
    default:
      throw new Error(`constant "${tensor.name}" has an element type that the converter does not know`);
  }
}

/** The constant under another shape of the same size. */
export function reshapeConstant(constant: Constant, shape: number[]): Constant {
  return { ...constant, shape };
}

/** The constant with its axes in another order: axis k of the result is axis `order[k]` of the source. */
export function transposeConstant(constant: Constant, order: readonly number[]): Constant {
  const strides = constant.shape.map((_, axis) => constant.shape.slice(axis + 1).reduce((a, b) => a * b, 1));
  const shape = order.map((axis) => constant.shape[axis]);
  const values = constant.values.slice();
  const index = shape.map(() => 0);
  for (let out = 0; out < values.length; out++) {
    let from = 0;
    for (let k = 0; k < index.length; k++) from += index[k] * strides[order[k]];
    values[out] = constant.values[from];
    for (let k = index.length - 1; k >= 0 && ++index[k] === shape[k]; k--) index[k] = 0;
  }
  return { ...constant, shape, values } as Constant;
}
