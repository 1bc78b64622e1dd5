import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { transposeConstant } from '../../../models/build/constants.ts';
import { convertToOnnx } from '../../../models/build/convert.ts';
import { samePads } from '../../../models/build/convolution-ops.ts';
import { createMessage, readMessage } from '../../../models/build/protobuf.ts';
import { type ModelEntry, readSource } from '../../../models/build/sources.ts';
import { readTflite } from '../../../models/build/tflite.ts';
import manifest from '../../../models/manifest.json' with { type: 'json' };

const entry = (id: string): ModelEntry => (manifest.models as ModelEntry[]).find((model) => model.id === id) as ModelEntry;

describe('protobuf', () => {
  test('what is written is read back', () => {
    const inner = createMessage();
    inner.int(1, 2 ** 40 + 5);
    const outer = createMessage();
    outer.int(15, 0);
    outer.int(16, 127);
    outer.string(2, 'grün');
    outer.message(3, inner);
    const fields = [...readMessage(outer.finish())];
    expect(fields.map(({ field, value }) => [field, value])).toEqual([
      [15, 0],
      [16, 127],
      [2, 5],
      [3, 7],
    ]);
    expect(new TextDecoder().decode(fields[2].bytes ?? new Uint8Array())).toBe('grün');
    expect([...readMessage(fields[3].bytes ?? new Uint8Array())][0].value).toBe(2 ** 40 + 5);
  });

  test('negative and fractional integers are refused', () => {
    expect(() => createMessage().int(1, -1)).toThrow('out of range');
    expect(() => createMessage().int(1, 0.5)).toThrow('out of range');
  });
});

describe('layout', () => {
  test('axes of a constant are reordered', () => {
    const values = Float32Array.from({ length: 24 }, (_, i) => i);
    const moved = transposeConstant({ type: 'float32', shape: [2, 3, 4], values }, [2, 0, 1]);
    expect(moved.shape).toEqual([4, 2, 3]);
    for (let a = 0; a < 2; a++)
      for (let b = 0; b < 3; b++) for (let c = 0; c < 4; c++) expect(moved.values[c * 6 + a * 3 + b]).toBe(a * 12 + b * 4 + c);
  });

  test('SAME padding puts the odd pixel after', () => {
    const window = (kernel: number, stride: number) => ({
      kernel: [kernel, kernel] as [number, number],
      strides: [stride, stride] as [number, number],
      dilations: [1, 1] as [number, number],
    });
    expect(samePads([192, 192], window(3, 2))).toEqual([0, 0, 1, 1]);
    expect(samePads([128, 127], window(5, 2))).toEqual([1, 2, 2, 2]);
    expect(samePads([48, 48], window(3, 1))).toEqual([1, 1, 1, 1]);
    expect(samePads([48, 48], window(2, 2))).toEqual([0, 0, 0, 0]);
  });
});

describe('models of the packages', () => {
  test('every entry is the file it says it is', () => {
    for (const model of manifest.models as ModelEntry[]) expect(() => readSource(model)).not.toThrow();
  });

  test('other bytes, another version and a missing package are told apart', () => {
    expect(() => readSource({ ...entry('selfie'), sha256: '00' })).toThrow('is not the file this project was built with');
    expect(() => readSource({ ...entry('selfie'), version: '0.0.1' })).toThrow('but 0.0.1 is needed');
    expect(() => readSource({ ...entry('selfie'), package: '@mediapipe/no-such-package' })).toThrow('Run `npm install`');
  });

  test("the converted shapes are the manifest's", () => {
    for (const id of ['face-detector', 'face-landmarks', 'selfie']) {
      const { inputs, outputs } = convertToOnnx(readSource(entry(id)), id);
      expect({ inputs, outputs }).toEqual({ inputs: entry(id).inputs, outputs: entry(id).outputs });
    }
  });

  test('an operator that is not known is named', () => {
    const source = new Uint8Array(readSource(entry('face-detector')));
    const text = new TextDecoder('latin1').decode(new Uint8Array(readSource(entry('face-landmarks'))));
    const at = text.indexOf('TransformLandmarks');
    const attention = new Uint8Array(readSource(entry('face-landmarks')));
    attention.set(new TextEncoder().encode('Q'), at);
    expect(() => convertToOnnx(attention, 'x')).toThrow('operator QransformLandmarks (version 2) is not supported');
    expect(() => readTflite(source.subarray(4))).toThrow('not a TFLite model');
  });

  test('the built files are there', () => {
    for (const id of ['face-detector', 'face-landmarks', 'selfie']) {
      expect(readFileSync(new URL(`../../../models/dist/${id}.onnx`, import.meta.url)).length).toBeGreaterThan(200_000);
    }
  });
});
