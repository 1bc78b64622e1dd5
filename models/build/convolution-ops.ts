import { transposeConstant } from './constants.ts';
import { type Conversion, type OperatorConverter, optionsOf } from './conversion.ts';
import type { TfliteOperator } from './tflite.ts';

/** Padding of the TFLite schema. */
const VALID = 1;

interface Window {
  kernel: [height: number, width: number];
  strides: [height: number, width: number];
  dilations: [height: number, width: number];
}

/**
 * ONNX `pads` (top, left, bottom, right) of TFLite's SAME padding: the output has ceil(input / stride) places,
 * and the odd pixel goes after.
 */
export function samePads(input: readonly [number, number], { kernel, strides, dilations }: Window): number[] {
  const before: number[] = [];
  const after: number[] = [];
  for (const axis of [0, 1] as const) {
    const reach = (kernel[axis] - 1) * dilations[axis] + 1;
    const total = Math.max((Math.ceil(input[axis] / strides[axis]) - 1) * strides[axis] + reach - input[axis], 0);
    before.push(total >> 1);
    after.push(total - (total >> 1));
  }
  return [...before, ...after];
}

function pads(padding: number, shape: number[], window: Window): number[] {
  return padding === VALID ? [0, 0, 0, 0] : samePads([shape[1], shape[2]], window);
}

function convolve(
  operator: TfliteOperator,
  c: Conversion,
  window: Window,
  order: readonly number[],
  group: number,
  padding: number,
): string {
  const [input, kernel, bias = -1] = operator.inputs;
  const inputs = [c.value(input), c.weights(kernel, transposeConstant(c.constant(kernel), order))];
  if (bias >= 0) inputs.push(c.weights(bias, c.constant(bias)));
  return c.graph.op('Conv', inputs, {
    kernel_shape: window.kernel,
    strides: window.strides,
    dilations: window.dilations,
    pads: pads(padding, c.shapeOf(input), window),
    group,
  });
}

/** Kernel [out, h, w, in] -> [out, in, h, w]. */
const conv2d: OperatorConverter = (operator, c) => {
  const options = optionsOf(operator);
  const [, height, width] = c.constant(operator.inputs[1]).shape;
  const window: Window = {
    kernel: [height, width],
    strides: [options.int32(2), options.int32(1)],
    dilations: [options.int32(5, 1), options.int32(4, 1)],
  };
  const value = convolve(operator, c, window, [0, 3, 1, 2], 1, options.int8(0));
  c.setValue(operator.outputs[0], c.activate(value, options.int8(3)));
};

/** Kernel [1, h, w, channels] -> [channels, 1, h, w], one group a channel. */
const depthwiseConv2d: OperatorConverter = (operator, c) => {
  const options = optionsOf(operator);
  const [, height, width, channels] = c.constant(operator.inputs[1]).shape;
  const window: Window = {
    kernel: [height, width],
    strides: [options.int32(2), options.int32(1)],
    dilations: [options.int32(6, 1), options.int32(5, 1)],
  };
  const value = convolve(operator, c, window, [3, 0, 1, 2], channels, options.int8(0));
  c.setValue(operator.outputs[0], c.activate(value, options.int8(4)));
};

/** MediaPipe's transposed convolution with bias; custom options: int32 padding, stride width, stride height. */
const transposedConvolution: OperatorConverter = (operator, c) => {
  const [input, kernel, bias] = operator.inputs;
  const bytes = operator.customOptions;
  if (!bytes || bytes.length < 12) throw new Error('transposed convolution without options');
  const options = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const strides = [options.getInt32(8, true), options.getInt32(4, true)];
  const [, height, width] = c.constant(kernel).shape;
  const spare = [Math.max(height - strides[0], 0), Math.max(width - strides[1], 0)];
  const before = spare.map((total) => total >> 1);
  const inputs = [
    c.value(input),
    c.weights(kernel, transposeConstant(c.constant(kernel), [3, 0, 1, 2])),
    c.weights(bias, c.constant(bias)),
  ];
  const value = c.graph.op('ConvTranspose', inputs, {
    kernel_shape: [height, width],
    strides,
    pads: [...before, ...spare.map((total, axis) => total - before[axis])],
  });
  c.setValue(operator.outputs[0], value);
};

function pooling(onnxOperator: 'MaxPool' | 'AveragePool'): OperatorConverter {
  return (operator, c) => {
    const options = optionsOf(operator);
    const [input] = operator.inputs;
    const shape = c.shapeOf(input);
    const window: Window = {
      kernel: [options.int32(4), options.int32(3)],
      strides: [options.int32(2), options.int32(1)],
      dilations: [1, 1],
    };
    const whole = window.kernel[0] === shape[1] && window.kernel[1] === shape[2];
    const value =
      whole && onnxOperator === 'AveragePool'
        ? c.graph.op('GlobalAveragePool', [c.value(input)])
        : c.graph.op(onnxOperator, [c.value(input)], {
            kernel_shape: window.kernel,
            strides: window.strides,
            pads: pads(options.int8(0), shape, window),
          });
    c.setValue(operator.outputs[0], c.activate(value, options.int8(5)));
  };
}

export const convolutionOps: Record<string, OperatorConverter> = {
  CONV_2D: conv2d,
  DEPTHWISE_CONV_2D: depthwiseConv2d,
  Convolution2DTransposeBias: transposedConvolution,
  MAX_POOL_2D: pooling('MaxPool'),
  AVERAGE_POOL_2D: pooling('AveragePool'),
};
