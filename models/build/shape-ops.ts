import { CHANNELS_FIRST, channelsFirst, type OperatorConverter, optionsOf } from './conversion.ts';

const pad: OperatorConverter = (operator, c) => {
  const [input, amounts] = operator.inputs;
  const pairs = c.integers(amounts);
  const rank = c.shapeOf(input).length;
  const axes: readonly number[] = rank === 4 ? CHANNELS_FIRST : Array.from({ length: rank }, (_, axis) => axis);
  const pads = [...axes.map((axis) => pairs[2 * axis]), ...axes.map((axis) => pairs[2 * axis + 1])];
  c.setValue(operator.outputs[0], c.graph.op('Pad', [c.value(input), c.graph.integers(pads)], { mode: 'constant' }));
};

const reshape: OperatorConverter = (operator, c) => {
  const [output] = operator.outputs;
  const shape = c.shapeOf(output);
  const source = c.sourceOrder(operator.inputs[0]);
  const reshaped = (to: number[]): string => c.graph.op('Reshape', [source, c.graph.integers(to)]);
  if (shape.length !== 4) c.setValue(output, reshaped(shape));
  else if (shape[1] * shape[2] === 1) c.setValue(output, reshaped(channelsFirst(shape)));
  else c.setValue(output, c.graph.op('Transpose', [reshaped(shape)], { perm: [...CHANNELS_FIRST] }));
};

const concatenation: OperatorConverter = (operator, c) => {
  const options = optionsOf(operator);
  const rank = c.shapeOf(operator.outputs[0]).length;
  const axis = (options.int32(0) + rank) % rank;
  const value = c.graph.op('Concat', operator.inputs.map(c.value), { axis: rank === 4 ? CHANNELS_FIRST.indexOf(axis as 0) : axis });
  c.setValue(operator.outputs[0], c.activate(value, options.int8(1)));
};

/** Only the slice that keeps everything occurs in these models. */
const stridedSlice: OperatorConverter = (operator, c) => {
  const [input] = operator.inputs;
  const [output] = operator.outputs;
  if (c.shapeOf(input).join() !== c.shapeOf(output).join()) throw new Error('STRIDED_SLICE that cuts is not supported');
  c.setValue(output, c.value(input));
};

const resizeBilinear: OperatorConverter = (operator, c) => {
  const options = optionsOf(operator);
  const [input] = operator.inputs;
  const size = c.graph.integers(channelsFirst(c.shapeOf(operator.outputs[0])));
  const mode = options.bool(2) ? 'align_corners' : options.bool(3) ? 'half_pixel' : 'asymmetric';
  const value = c.graph.op('Resize', [c.value(input), '', '', size], { mode: 'linear', coordinate_transformation_mode: mode });
  c.setValue(operator.outputs[0], value);
};

export const shapeOps: Record<string, OperatorConverter> = {
  PAD: pad,
  RESHAPE: reshape,
  CONCATENATION: concatenation,
  STRIDED_SLICE: stridedSlice,
  RESIZE_BILINEAR: resizeBilinear,
};
