import detectorUrl from '@masque/models/dist/face-detector.onnx?url';
import landmarksUrl from '@masque/models/dist/face-landmarks.onnx?url';
import { type Sampling, sampleRegion } from '../core/face/crop.ts';
import { type Detection, decodeDetections } from '../core/face/detector-decode.ts';
import { decodeLandmarks, LANDMARK_INPUT_SIZE } from '../core/face/landmarks-decode.ts';
import { pixelBounds, type Region } from '../core/face/region.ts';
import type { PixelSource } from './pixel-source.ts';
import { loadModel, type RuntimeChoice, type Tensor } from './runtime.ts';

/** Milliseconds spent on a frame, by stage. */
export interface StageTimes {
  detect: number;
  crop: number;
  landmarks: number;
}

/** The two face models with their pre- and postprocessing. */
export interface FaceModels {
  /** Faces in an upright window of the picture, best first. */
  detect(source: PixelSource, window: Region, times: StageTimes): Promise<Detection[]>;
  /**
   * Landmarks of the face in a region, written to `out` (478 x (x, y, z), pixels).
   * @returns score 0..1
   */
  landmarks(source: PixelSource, region: Region, out: Float32Array, times: StageTimes): Promise<number>;
  close(): Promise<void>;
}

const DETECTOR_INPUT_SIZE = 128;
const DETECTOR_SAMPLING: Sampling = { range: [-1, 1], border: 'black' };
const LANDMARK_SAMPLING: Sampling = { range: [0, 1], border: 'replicate' };

function imageTensor(size: number): Tensor {
  return { data: new Float32Array(3 * size * size), shape: [1, 3, size, size] };
}

/** Loads and warms up both models. @param choice where the landmark model runs; the rarely used detector stays on the processor */
export async function loadFaceModels(choice: RuntimeChoice): Promise<FaceModels> {
  const detectorInput = imageTensor(DETECTOR_INPUT_SIZE);
  const landmarkInput = imageTensor(LANDMARK_INPUT_SIZE);
  const detectorFeed = { input: detectorInput };
  const landmarkFeed = { input_1: landmarkInput };
  const detector = await loadModel(detectorUrl, detectorFeed);
  const mesh = await loadModel(landmarksUrl, landmarkFeed, choice);

  const sample = async (source: PixelSource, region: Region, size: number, sampling: Sampling, out: Float32Array): Promise<void> => {
    const block = await source.read(pixelBounds(region, source.width, source.height));
    sampleRegion(block, source.width, source.height, region, size, sampling, out);
  };

  return {
    async detect(source, window, times) {
      const start = performance.now();
      await sample(source, window, DETECTOR_INPUT_SIZE, DETECTOR_SAMPLING, detectorInput.data);
      const { regressors, classificators } = await detector.run(detectorFeed);
      const faces = decodeDetections(regressors.data, classificators.data, window);
      times.detect += performance.now() - start;
      return faces;
    },
    async landmarks(source, region, out, times) {
      const start = performance.now();
      await sample(source, region, LANDMARK_INPUT_SIZE, LANDMARK_SAMPLING, landmarkInput.data);
      const cropped = performance.now();
      const outputs = await mesh.run(landmarkFeed);
      const score = decodeLandmarks(
        {
          mesh: outputs.output_mesh_identity.data,
          lips: outputs.output_lips.data,
          leftEye: outputs.output_left_eye.data,
          rightEye: outputs.output_right_eye.data,
          leftIris: outputs.output_left_iris.data,
          rightIris: outputs.output_right_iris.data,
          faceFlag: outputs.conv_faceflag.data,
        },
        region,
        out,
      );
      times.crop += cropped - start;
      times.landmarks += performance.now() - cropped;
      return score;
    },
    async close() {
      await detector.release();
      await mesh.release();
    },
  };
}
