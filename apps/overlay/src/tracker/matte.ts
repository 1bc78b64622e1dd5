import selfieUrl from '@masque/models/dist/selfie.onnx?url';
import { sampleRegion } from '../core/face/crop.ts';
import { imageSource, type RgbaImage } from './pixel-source.ts';
import { loadModel, type Tensor } from './runtime.ts';

/** Side of the matte. */
export const MATTE_SIZE = 256;

/** Separates a person from the background. */
export interface Matte {
  /** Coverage 0..1 of the person, MATTE_SIZE x MATTE_SIZE, row by row; the picture is stretched to the square. */
  run(image: RgbaImage): Promise<Float32Array>;
  close(): Promise<void>;
}

/** Loads the person segmentation model. */
export async function createMatte(): Promise<Matte> {
  const input: Tensor = { data: new Float32Array(3 * MATTE_SIZE * MATTE_SIZE), shape: [1, 3, MATTE_SIZE, MATTE_SIZE] };
  const feed = { input_1: input };
  const model = await loadModel(selfieUrl, feed);
  return {
    async run(image) {
      const { width, height } = image;
      const whole = { x: width / 2, y: height / 2, width, height, rotation: 0 };
      const block = await imageSource(image).read({ x: 0, y: 0, width, height });
      sampleRegion(block, width, height, whole, MATTE_SIZE, { range: [0, 1], border: 'replicate' }, input.data);
      const { activation_10: alpha } = await model.run(feed);
      return alpha.data;
    },
    close: () => model.release(),
  };
}
