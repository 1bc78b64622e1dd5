import { attentionOps } from './attention-ops.ts';
import { channelsFirst, createConversion, type OperatorConverter } from './conversion.ts';
import { convolutionOps } from './convolution-ops.ts';
import { elementwiseOps } from './elementwise-ops.ts';
import { createGraph } from './onnx-graph.ts';
import { shapeOps } from './shape-ops.ts';
import { readTflite } from './tflite.ts';

/** An ONNX model and the shapes (NCHW) of its inputs and outputs by name. */
export interface ConvertedModel {
  onnx: Uint8Array;
  inputs: Record<string, number[]>;
  outputs: Record<string, number[]>;
}

const converters: Record<string, OperatorConverter> = { ...convolutionOps, ...elementwiseOps, ...shapeOps, ...attentionOps };

/**
 * Converts a TFLite model to ONNX with the image layout NCHW. Outputs [1, 1, 1, n] become [1, n].
 * Throws, naming it, on an operator the converter does not know.
 */
export function convertToOnnx(tflite: Uint8Array, name: string): ConvertedModel {
  const model = readTflite(tflite);
  const graph = createGraph(name);
  const conversion = createConversion(model, graph);
  const inputs: Record<string, number[]> = {};
  const outputs: Record<string, number[]> = {};
  for (const index of model.inputs) {
    const tensor = model.tensors[index];
    inputs[tensor.name] = channelsFirst(tensor.shape);
    graph.input(tensor.name, inputs[tensor.name]);
    conversion.setValue(index, tensor.name);
  }
  for (const operator of model.operators) {
    const convert = converters[operator.name];
    if (!convert) throw new Error(`operator ${operator.name} (version ${operator.version}) is not supported`);
    convert(operator, conversion);
  }
  for (const index of model.outputs) {
    const { name: output, shape } = model.tensors[index];
    const flat = shape.length === 4 && shape[1] * shape[2] === 1;
    outputs[output] = flat ? [1, shape[3]] : channelsFirst(shape);
    if (flat) graph.node('Reshape', [conversion.value(index), graph.integers(outputs[output])], output);
    else graph.node('Identity', [conversion.value(index)], output);
    graph.output(output, outputs[output]);
  }
  return { onnx: graph.encode(), inputs, outputs };
}
