import type { OperatorConverter } from './conversion.ts';
import type { OnnxGraph } from './onnx-graph.ts';
import { flexOptions } from './tflite.ts';

/*
 * The three custom operators of MediaPipe's attention mesh (version 2): each refinement head looks at a rotated
 * patch of the feature map. Formulas after mediapipe/util/tflite/operations/*.cc.
 * Points and matrices are row vectors here: p' = p * A^T.
 */

/** values[start, end) along an axis. */
function slice(graph: OnnxGraph, value: string, start: number, end: number, axis: number): string {
  return graph.op('Slice', [value, graph.integers([start]), graph.integers([end]), graph.integers([axis])]);
}

function transpose(graph: OnnxGraph, value: string): string {
  return graph.op('Transpose', [value], { perm: [0, 2, 1] });
}

/** The rotation [[cos, -sin], [sin, cos]] that carries the x axis onto the line from one landmark to another, [1, 2, 2]. */
function lineRotation(graph: OnnxGraph, points: string, from: number, to: number): string {
  const ends = graph.op('Gather', [points, graph.integers([from, to])], { axis: 1 });
  const line = graph.op('Sub', [slice(graph, ends, 1, 2, 1), slice(graph, ends, 0, 1, 1)]);
  const unit = graph.op('Div', [line, graph.op('ReduceL2', [line], { axes: [2], keepdims: 1 })]);
  const cos = slice(graph, unit, 0, 1, 2);
  const sin = slice(graph, unit, 1, 2, 2);
  const top = graph.op('Concat', [cos, graph.op('Neg', [sin])], { axis: 2 });
  return graph.op('Concat', [top, graph.op('Concat', [sin, cos], { axis: 2 })], { axis: 1 });
}

/**
 * Landmarks [1, n, 3] -> the 4x4 matrix that carries patch pixels to landmark units: the scaled bounding box of a
 * subset of the landmarks, taken along the line between two of them.
 */
const landmarksToTransform: OperatorConverter = (operator, c) => {
  const { graph } = c;
  const options = flexOptions(operator);
  const number = (key: string): number => Number(options[key] ?? 0);
  if (number('target_rotation_radians') !== 0) throw new Error('a target rotation is not supported');
  const width = number('output_width');
  const height = number('output_height');
  const subset = Array.from(options.subset_idxs as ArrayLike<number>, Number);

  const points = slice(graph, c.value(operator.inputs[0]), 0, 2, 2);
  const rotation = lineRotation(graph, points, number('left_rotation_idx'), number('right_rotation_idx'));
  const upright = graph.op('MatMul', [graph.op('Gather', [points, graph.integers(subset)], { axis: 1 }), rotation]);
  const high = graph.op('ReduceMax', [upright], { axes: [1], keepdims: 1 });
  const low = graph.op('ReduceMin', [upright], { axes: [1], keepdims: 1 });
  const middle = graph.op('Mul', [graph.op('Add', [high, low]), graph.floats([0.5], [])]);
  const centre = graph.op('MatMul', [middle, transpose(graph, rotation)]);
  const step = graph.op('Mul', [
    graph.op('Sub', [high, low]),
    graph.floats([number('scale_x') / width, number('scale_y') / height], [1, 1, 2]),
  ]);
  const linear = graph.op('Mul', [rotation, step]);
  const corner = graph.op('MatMul', [graph.floats([-width / 2, -height / 2], [1, 1, 2]), transpose(graph, linear)]);
  const shift = transpose(graph, graph.op('Add', [centre, corner]));
  const rows = graph.op('Concat', [linear, graph.floats([0, 0], [1, 2, 1]), shift], { axis: 2 });
  c.setValue(operator.outputs[0], graph.op('Concat', [rows, graph.floats([0, 0, 1, 0, 0, 0, 0, 1], [1, 2, 4])], { axis: 1 }));
};

/** Samples a patch of the feature map bilinearly through the matrix; zero where the source lies outside the map. */
const transformTensor: OperatorConverter = (operator, c) => {
  const { graph } = c;
  const options = flexOptions(operator);
  const width = Number(options.output_width);
  const height = Number(options.output_height);
  const [features, matrix] = operator.inputs;
  const [, mapHeight, mapWidth] = c.shapeOf(features);

  const rows = graph.op('Gather', [slice(graph, c.value(matrix), 0, 2, 1), graph.integers([0, 1, 3])], { axis: 2 });
  const centres: number[] = [];
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) centres.push(x + 0.5, y + 0.5, 1);
  const mapped = graph.op('MatMul', [graph.floats(centres, [1, width * height, 3]), transpose(graph, rows)]);
  const pixels = graph.op('Sub', [mapped, graph.floats([0.5], [])]);
  const halves = graph.op('Mul', [pixels, graph.floats([2 / (mapWidth - 1), 2 / (mapHeight - 1)], [1, 1, 2])]);
  const grid = graph.op('Reshape', [graph.op('Sub', [halves, graph.floats([1], [])]), graph.integers([1, height, width, 2])]);
  const sampled = graph.op('GridSample', [c.value(features), grid], { mode: 'bilinear', padding_mode: 'zeros', align_corners: 1 });

  // GridSample fades out over one pixel beyond the border; the original cuts there.
  const high = graph.floats([mapWidth - 1, mapHeight - 1], [1, 1, 2]);
  const clamped = graph.op('Min', [graph.op('Max', [pixels, graph.floats([0, 0], [1, 1, 2])]), high]);
  const outside = graph.op('ReduceSum', [graph.op('Abs', [graph.op('Sub', [pixels, clamped])]), graph.integers([2])], { keepdims: 0 });
  const inside = graph.op('Cast', [graph.op('Equal', [outside, graph.floats([0], [])])], { to: 1 });
  const mask = graph.op('Reshape', [inside, graph.integers([1, 1, height, width])]);
  c.setValue(operator.outputs[0], graph.op('Mul', [sampled, mask]));
};

/** Carries a head's points [1, n, 2] from its patch back to landmark units. */
const transformLandmarks: OperatorConverter = (operator, c) => {
  const { graph } = c;
  const [points, matrix] = operator.inputs;
  if (c.shapeOf(operator.outputs[0])[2] !== 2) throw new Error('only plane landmarks can be transformed');
  const rows = slice(graph, c.value(matrix), 0, 2, 1);
  const linear = graph.op('MatMul', [c.value(points), transpose(graph, slice(graph, rows, 0, 2, 2))]);
  c.setValue(operator.outputs[0], graph.op('Add', [linear, transpose(graph, slice(graph, rows, 3, 4, 2))]));
};

export const attentionOps: Record<string, OperatorConverter> = {
  Landmarks2TransformMatrix: landmarksToTransform,
  TransformTensorBilinear: transformTensor,
  TransformLandmarks: transformLandmarks,
};
