import { type Constant, readConstant, reshapeConstant, transposeConstant } from './constants.ts';
import type { Table } from './flatbuffer.ts';
import type { OnnxGraph } from './onnx-graph.ts';
import type { TfliteModel, TfliteOperator } from './tflite.ts';

/** NHWC -> NCHW. */
export const CHANNELS_FIRST = [0, 3, 1, 2] as const;

/**
 * What the operator converters share: the graph being built and the values made so far.
 * Tensors with four axes are NCHW in the graph and NHWC in the source; all others keep their layout.
 */
export interface Conversion {
  graph: OnnxGraph;
  /** Shape in the source (NHWC). */
  shapeOf(tensor: number): number[];
  /** The graph's value for a source tensor; a constant is laid out to broadcast against NCHW. */
  value(tensor: number): string;
  /** A four-axis value in the source's memory order (NHWC); others as they are. */
  sourceOrder(tensor: number): string;
  setValue(tensor: number, value: string): void;
  /** A constant's values. Throws where the tensor is computed. */
  constant(tensor: number): Constant;
  isConstant(tensor: number): boolean;
  setConstant(tensor: number, constant: Constant): void;
  /** Adds a constant, laid out as the caller made it, to the graph. float16 is stored as such and cast when loaded. */
  weights(tensor: number, constant: Constant): string;
  /** Integer constant as plain numbers. */
  integers(tensor: number): number[];
  /** The fused activation of a builtin operator, applied. */
  activate(value: string, activation: number): string;
}

/** Converts one operator: reads its inputs' values, sets its outputs'. */
export type OperatorConverter = (operator: TfliteOperator, conversion: Conversion) => void;

/** TensorProto.FLOAT. */
const FLOAT = 1;

export function createConversion(model: TfliteModel, graph: OnnxGraph): Conversion {
  const constants = new Map<number, Constant>();
  for (const [index, tensor] of model.tensors.entries()) {
    const constant = readConstant(tensor);
    if (constant) constants.set(index, constant);
  }
  const values = new Map<number, string>();
  const nameOf = (tensor: number): string => model.tensors[tensor].name;

  const conversion: Conversion = {
    graph,
    shapeOf: (tensor) => model.tensors[tensor].shape,
    value(tensor) {
      const known = values.get(tensor);
      if (known !== undefined) return known;
      const constant = conversion.constant(tensor);
      const { shape } = constant;
      if (shape.length === 4) return conversion.weights(tensor, transposeConstant(constant, CHANNELS_FIRST));
      const perChannel = shape.length === 1 && shape[0] > 1;
      return conversion.weights(tensor, perChannel ? reshapeConstant(constant, [shape[0], 1, 1]) : constant);
    },
    sourceOrder(tensor) {
      const shape = conversion.shapeOf(tensor);
      const value = conversion.value(tensor);
      const sameOrder = shape.length !== 4 || shape[1] * shape[2] === 1;
      return sameOrder ? value : graph.op('Transpose', [value], { perm: [0, 2, 3, 1] });
    },
    setValue(tensor, value) {
      values.set(tensor, value);
    },
    constant(tensor) {
      const constant = constants.get(tensor);
      if (!constant) throw new Error(`"${nameOf(tensor)}" is used before it is computed, or is no constant`);
      return constant;
    },
    isConstant: (tensor) => constants.has(tensor),
    setConstant(tensor, constant) {
      constants.set(tensor, constant);
    },
    weights(tensor, constant) {
      const { type, shape, values: data } = constant;
      const name = `${nameOf(tensor)}:${tensor}:${shape.join('x')}`;
      if (type === 'float32') return graph.constant(name, type, shape, data);
      if (type === 'float16') return graph.op('Cast', [graph.constant(name, type, shape, data)], { to: FLOAT });
      throw new Error(`"${nameOf(tensor)}": integer constants are not weights`);
    },
    integers(tensor) {
      const constant = conversion.constant(tensor);
      if (constant.type !== 'int32') throw new Error(`"${nameOf(tensor)}" is not an integer constant`);
      return Array.from(constant.values);
    },
    activate(value, activation) {
      if (activation === 0) return value;
      if (activation === 1) return graph.op('Relu', [value]);
      throw new Error(`fused activation ${activation} is not supported`);
    },
  };
  return conversion;
}

/** The options table of a builtin operator. Throws where the file has none. */
export function optionsOf(operator: TfliteOperator): Table {
  if (!operator.options) throw new Error(`${operator.name} has no options`);
  return operator.options;
}

/** NHWC shape as NCHW; shapes of other ranks stay. */
export function channelsFirst(shape: number[]): number[] {
  return shape.length === 4 ? CHANNELS_FIRST.map((axis) => shape[axis]) : shape;
}
