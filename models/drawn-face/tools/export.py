"""
Writes the trained network as ONNX with float16 weights: export.py drawn-face.pt drawn-face.onnx.

The weights are widened when the file is loaded, so every runtime that knows float32 runs it.
"""

import sys

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from faces import SIZE
from model import DrawnFace


class Exported(torch.nn.Module):
    """Image to points, sigma (both in shares of the side), visible and face (both 0..1)."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, image):
        points, spread, seen, face, _ = self.model(image)
        return points, torch.exp(spread), torch.sigmoid(seen), torch.sigmoid(face)


def narrow(model):
    """Stores each large float32 tensor as float16, with a cast before its use."""
    graph = model.graph
    kept, casts = [], []
    for tensor in graph.initializer:
        if tensor.data_type == TensorProto.FLOAT and np.prod(tensor.dims) > 64:
            kept.append(numpy_helper.from_array(numpy_helper.to_array(tensor).astype(np.float16), tensor.name + '.half'))
            casts.append(helper.make_node('Cast', [tensor.name + '.half'], [tensor.name], to=TensorProto.FLOAT))
        else:
            kept.append(tensor)
    del graph.initializer[:]
    graph.initializer.extend(kept)
    nodes = list(graph.node)
    del graph.node[:]
    graph.node.extend(casts + nodes)


def main(weights, out):
    model = DrawnFace()
    model.load_state_dict(torch.load(weights, map_location='cpu')['average'])
    exported = Exported(model.eval())
    names = ['points', 'sigma', 'visible', 'face']
    torch.onnx.export(exported, (torch.zeros(1, 3, SIZE, SIZE),), out, input_names=['image'], output_names=names, opset_version=17, dynamo=False)
    graph = onnx.load(out)
    narrow(graph)
    onnx.checker.check_model(graph)
    onnx.save(graph, out)


if __name__ == '__main__':
    main(*sys.argv[1:3])
