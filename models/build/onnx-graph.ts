import { createMessage, type MessageWriter } from './protobuf.ts';

/** TensorProto.DataType. */
const DATA_TYPE = { float32: 1, int64: 7, float16: 10 } as const;
export type OnnxType = keyof typeof DATA_TYPE;

/** An operator's attributes: integers, lists of integers or strings. */
export type Attributes = Record<string, number | number[] | string>;

/** An ONNX graph under construction. Values are known by name; every call returns the name of what it made. */
export interface OnnxGraph {
  /** A node with one output of the given name. */
  node(operator: string, inputs: string[], output: string, attributes?: Attributes): string;
  /** A node whose output gets a fresh name. */
  op(operator: string, inputs: string[], attributes?: Attributes): string;
  /** A constant; the same name is stored once. */
  constant(name: string, type: OnnxType, shape: number[], values: Uint16Array | Float32Array | BigInt64Array): string;
  floats(values: number[], shape?: number[]): string;
  integers(values: number[]): string;
  input(name: string, shape: number[]): void;
  output(name: string, shape: number[]): void;
  /** The finished ModelProto. */
  encode(): Uint8Array;
}

const IR_VERSION = 8;
const OPSET = 17;

/** Field numbers below are those of onnx/onnx.proto3. */
export function createGraph(name: string): OnnxGraph {
  const nodes: MessageWriter[] = [];
  const constants = new Map<string, MessageWriter>();
  const inputs: MessageWriter[] = [];
  const outputs: MessageWriter[] = [];
  let fresh = 0;

  const graph: OnnxGraph = {
    node(operator, from, output, attributes = {}) {
      const node = createMessage();
      for (const input of from) node.string(1, input);
      node.string(2, output);
      node.string(3, `${operator}_${nodes.length}`);
      node.string(4, operator);
      for (const [key, value] of Object.entries(attributes)) node.message(5, attribute(key, value));
      nodes.push(node);
      return output;
    },
    op: (operator, from, attributes) => graph.node(operator, from, `${operator}:${fresh++}`, attributes),
    constant(key, type, shape, values) {
      if (constants.has(key)) return key;
      const tensor = createMessage();
      for (const size of shape) tensor.int(1, size);
      tensor.int(2, DATA_TYPE[type]);
      tensor.string(8, key);
      tensor.bytes(9, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
      constants.set(key, tensor);
      return key;
    },
    floats: (values, shape = [values.length]) => graph.constant(`floats:${fresh++}`, 'float32', shape, Float32Array.from(values)),
    integers: (values) => graph.constant(`integers:${fresh++}`, 'int64', [values.length], BigInt64Array.from(values.map(BigInt))),
    input(key, shape) {
      inputs.push(valueInfo(key, shape));
    },
    output(key, shape) {
      outputs.push(valueInfo(key, shape));
    },
    encode() {
      const body = createMessage();
      for (const node of nodes) body.message(1, node);
      body.string(2, name);
      for (const constant of constants.values()) body.message(5, constant);
      for (const input of inputs) body.message(11, input);
      for (const output of outputs) body.message(12, output);
      const opset = createMessage();
      opset.string(1, '');
      opset.int(2, OPSET);
      const model = createMessage();
      model.int(1, IR_VERSION);
      model.string(2, 'masque');
      model.message(7, body);
      model.message(8, opset);
      return model.finish();
    },
  };
  return graph;
}

/** AttributeProto with its type: INT 2, STRING 3, INTS 7. */
function attribute(key: string, value: number | number[] | string): MessageWriter {
  const message = createMessage();
  message.string(1, key);
  if (typeof value === 'string') {
    message.string(4, value);
    message.int(20, 3);
  } else if (typeof value === 'number') {
    message.int(3, value);
    message.int(20, 2);
  } else {
    for (const item of value) message.int(8, item);
    message.int(20, 7);
  }
  return message;
}

/** ValueInfoProto of a float32 tensor. */
function valueInfo(key: string, shape: number[]): MessageWriter {
  const dimensions = createMessage();
  for (const size of shape) {
    const dimension = createMessage();
    dimension.int(1, size);
    dimensions.message(1, dimension);
  }
  const tensor = createMessage();
  tensor.int(1, DATA_TYPE.float32);
  tensor.message(2, dimensions);
  const type = createMessage();
  type.message(1, tensor);
  const info = createMessage();
  info.string(1, key);
  info.message(2, type);
  return info;
}
