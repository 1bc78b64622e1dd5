/**
 * Linear prediction of a windowed signal by the autocorrelation method (Levinson's recursion; J. Makhoul, Proceedings of the
 * IEEE 63, 1975): the all-pole filter through which a flat spectrum becomes the signal's.
 * @param signal what to predict; already windowed
 * @param out order + 1 coefficients of the inverse filter, the first of them 1
 */
export function predictLinearly(signal: Float32Array, out: Float64Array): Float64Array {
  const order = out.length - 1;
  const correlations = correlate(signal, order);
  out.fill(0);
  out[0] = 1;
  let error = correlations[0];
  for (let i = 1; i <= order; i++) {
    let sum = correlations[i];
    for (let j = 1; j < i; j++) sum += out[j] * correlations[i - j];
    const reflection = -sum / error;
    for (let low = 1, high = i - 1; low <= high; low++, high--) {
      const [a, b] = [out[low], out[high]];
      out[low] = a + reflection * b;
      out[high] = b + reflection * a;
    }
    out[i] = reflection;
    error *= 1 - reflection * reflection;
  }
  return out;
}

const LONGEST_ORDER = 32;
const lags = new Float64Array(LONGEST_ORDER + 1);

/** A touch of white noise keeps pure tones, and silence, from breaking the recursion. */
function correlate(signal: Float32Array, order: number): Float64Array {
  for (let lag = 0; lag <= order; lag++) {
    let sum = 0;
    for (let i = lag; i < signal.length; i++) sum += signal[i] * signal[i - lag];
    lags[lag] = sum;
  }
  lags[0] = lags[0] * 1.0001 + 1e-9;
  return lags;
}

/** Finds resonances of the inverse filters of one order and sample rate. */
export interface ResonanceFinder {
  /** Frequencies in Hz at which the filter resonates, lowest first, at most `out.length`; the rest of `out` becomes 0. */
  find(inverse: Float64Array, out: Float32Array): Float32Array;
}

/** @param rate Hz @param step Hz between the frequencies that are looked at */
export function createResonanceFinder(order: number, rate: number, step = 25): ResonanceFinder {
  const bins = Math.floor(rate / 2 / step);
  const cosines = new Float64Array(bins * (order + 1));
  const sines = new Float64Array(bins * (order + 1));
  for (let b = 0; b < bins; b++) {
    for (let k = 0; k <= order; k++) {
      const turn = (2 * Math.PI * k * b * step) / rate;
      cosines[b * (order + 1) + k] = Math.cos(turn);
      sines[b * (order + 1) + k] = Math.sin(turn);
    }
  }
  const depth = new Float64Array(bins);
  return {
    find(inverse, out) {
      for (let b = 0; b < bins; b++) {
        let [real, imaginary] = [0, 0];
        for (let k = 0; k <= order; k++) {
          real += inverse[k] * cosines[b * (order + 1) + k];
          imaginary += inverse[k] * sines[b * (order + 1) + k];
        }
        depth[b] = Math.log(real * real + imaginary * imaginary + 1e-12);
      }
      out.fill(0);
      for (let b = 1, found = 0; b < bins - 1 && found < out.length; b++) {
        if (depth[b] >= depth[b - 1] || depth[b] > depth[b + 1]) continue;
        // The lowest point of the parabola through the three.
        const bend = depth[b - 1] - 2 * depth[b] + depth[b + 1];
        out[found++] = step * (b + (bend > 0 ? (depth[b - 1] - depth[b + 1]) / (2 * bend) : 0));
      }
      return out;
    },
  };
}
