import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import * as onnx from 'onnxruntime-web/wasm';
import { openSession } from './onnx-session.ts';
import type { ModelRuntime } from './runtime.ts';

// The page's own origin serves the binary. One thread: two spin-wait, which costs more than it gains while a game
// or OBS wants the cores (measured: 1.6 times the processor time for at best a third less delay).
onnx.env.wasm.wasmPaths = { wasm: wasmUrl };
onnx.env.wasm.numThreads = 1;

/** Loads a model into onnxruntime-web on the processor. */
export function loadOnWasm(url: string): Promise<ModelRuntime> {
  return openSession(onnx, url, 'wasm');
}
