import { reshapeConstant } from './constants.ts';
import type { OperatorConverter } from './conversion.ts';

/** float16 weights stay float16; the graph casts them where they are used. */
const dequantize: OperatorConverter = (operator, c) => {
  c.setConstant(operator.outputs[0], c.constant(operator.inputs[0]));
};

/** Slope [1, 1, channels] -> [channels, 1, 1]. */
const prelu: OperatorConverter = (operator, c) => {
  const [input, slope] = operator.inputs;
  const constant = c.constant(slope);
  const perChannel = reshapeConstant(constant, [constant.values.length, 1, 1]);
  c.setValue(operator.outputs[0], c.graph.op('PRelu', [c.value(input), c.weights(slope, perChannel)]));
};

function unary(onnxOperator: string): OperatorConverter {
  return (operator, c) => c.setValue(operator.outputs[0], c.graph.op(onnxOperator, [c.value(operator.inputs[0])]));
}

function binary(onnxOperator: string): OperatorConverter {
  return (operator, c) => {
    const [output] = operator.outputs;
    const image = c.shapeOf(output).length === 4;
    const inputs = operator.inputs.map((input) => {
      // Outside of images the source's own layout broadcasts.
      const plain = c.isConstant(input) && !image;
      return plain ? c.weights(input, c.constant(input)) : c.value(input);
    });
    c.setValue(output, c.activate(c.graph.op(onnxOperator, inputs), operator.options?.int8(0) ?? 0));
  };
}

export const elementwiseOps: Record<string, OperatorConverter> = {
  DEQUANTIZE: dequantize,
  PRELU: prelu,
  RELU: unary('Relu'),
  LOGISTIC: unary('Sigmoid'),
  HARD_SWISH: unary('HardSwish'),
  ADD: binary('Add'),
  MUL: binary('Mul'),
};
