/** A dense float32 tensor. */
export interface Tensor {
  readonly data: Float32Array;
  readonly shape: readonly number[];
}

/** A loaded model, whatever runs it: tensors in, tensors out, both by name. */
export interface ModelRuntime {
  run(inputs: Readonly<Record<string, Tensor>>): Promise<Record<string, Tensor>>;
  release(): Promise<void>;
}

/** Where a model may run: `auto` takes the GPU only where it is really faster. */
export type RuntimeChoice = 'auto' | 'wasm' | 'webgpu';

/** Runs before timing counts: compilers warm up, shaders are built. */
const WARM_UP_RUNS = 3;
const TIMED_RUNS = 8;
/** Milliseconds: a GPU so busy that it does not even answer is none to track on, and the camera must not wait for it. */
const ADAPTER_PATIENCE = 1000;
/** A GPU that is only a little faster is not worth its load, nor its larger download. */
const WORTH_IT = 0.7;

/**
 * Loads a model and warms it up, so that the first real frame is not the slow one.
 * @param sample inputs of the model's shapes; the values do not matter
 */
export async function loadModel(
  url: string,
  sample: Readonly<Record<string, Tensor>>,
  choice: RuntimeChoice = 'wasm',
): Promise<ModelRuntime> {
  if (choice === 'webgpu') {
    const { loadOnWebGpu } = await import('./onnx-webgpu.ts');
    return warm(await loadOnWebGpu(url), sample);
  }
  const { loadOnWasm } = await import('./onnx-wasm.ts');
  const wasm = await warm(await loadOnWasm(url), sample);
  if (choice === 'wasm' || !(await hasHardwareGpu())) return wasm;
  return fasterOf(wasm, url, sample);
}

async function warm(model: ModelRuntime, sample: Readonly<Record<string, Tensor>>): Promise<ModelRuntime> {
  for (let i = 0; i < WARM_UP_RUNS; i++) await model.run(sample);
  return model;
}

async function fasterOf(wasm: ModelRuntime, url: string, sample: Readonly<Record<string, Tensor>>): Promise<ModelRuntime> {
  try {
    const { loadOnWebGpu } = await import('./onnx-webgpu.ts');
    const gpu = await warm(await loadOnWebGpu(url), sample);
    const wins = (await medianTime(gpu, sample)) < WORTH_IT * (await medianTime(wasm, sample));
    await (wins ? wasm : gpu).release();
    return wins ? gpu : wasm;
  } catch {
    // A driver that fails here would fail on every frame; WASM works everywhere.
    return wasm;
  }
}

async function medianTime(model: ModelRuntime, sample: Readonly<Record<string, Tensor>>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < TIMED_RUNS; i++) {
    const start = performance.now();
    await model.run(sample);
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[TIMED_RUNS >> 1];
}

/** Whether WebGPU runs on real hardware; software adapters are slower than WASM. */
async function hasHardwareGpu(): Promise<boolean> {
  const gpu = (navigator as { gpu?: GPU }).gpu;
  const late = new Promise<null>((resolve) => setTimeout(resolve, ADAPTER_PATIENCE, null));
  const adapter = gpu ? await Promise.race([gpu.requestAdapter().catch(() => null), late]) : null;
  if (!adapter || adapter.info?.isFallbackAdapter) return false;
  const { vendor = '', architecture = '', description = '' } = adapter.info ?? {};
  return !/swiftshader|llvmpipe|software/i.test(`${vendor} ${architecture} ${description}`);
}
