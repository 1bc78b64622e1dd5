import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import * as onnx from 'onnxruntime-web/webgpu';
import { openSession } from './onnx-session.ts';
import type { ModelRuntime } from './runtime.ts';

onnx.env.wasm.wasmPaths = { wasm: wasmUrl };
onnx.env.wasm.numThreads = 1;

/** Loads a model into onnxruntime-web on the graphics processor. Throws where WebGPU is missing. */
export function loadOnWebGpu(url: string): Promise<ModelRuntime> {
  return openSession(onnx, url, 'webgpu');
}
