import type { InferenceSession, Tensor as OnnxTensor } from 'onnxruntime-web';
import type { ModelRuntime, Tensor } from './runtime.ts';

type Onnx = typeof import('onnxruntime-web/wasm');

/** Opens a model with a build of onnxruntime-web whose `env` is already set. Throws where the file cannot be had. */
export async function openSession(onnx: Onnx, url: string, provider: 'wasm' | 'webgpu'): Promise<ModelRuntime> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The model ${url} could not be loaded (${response.status}). Stop Masque and run \`npm start\` again.`);
  const options: InferenceSession.SessionOptions = { executionProviders: [provider], graphOptimizationLevel: 'all', logSeverityLevel: 3 };
  const session = await onnx.InferenceSession.create(new Uint8Array(await response.arrayBuffer()), options);
  return {
    async run(inputs) {
      const feeds: Record<string, OnnxTensor> = {};
      for (const name in inputs) feeds[name] = new onnx.Tensor('float32', inputs[name].data, inputs[name].shape);
      const results = await session.run(feeds);
      const outputs: Record<string, Tensor> = {};
      for (const name in results) outputs[name] = { data: results[name].data as Float32Array, shape: results[name].dims };
      return outputs;
    },
    release: () => session.release(),
  };
}
