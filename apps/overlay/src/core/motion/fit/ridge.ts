/** Sums of a least-squares problem: inputs against inputs, and inputs against every output. */
export interface Normal {
  inputs: number;
  outputs: number;
  frames: number;
  /** inputs x inputs, row-major. */
  gram: Float64Array;
  /** inputs x outputs, row-major. */
  cross: Float64Array;
}

export function createNormal(inputs: number, outputs: number): Normal {
  return { inputs, outputs, frames: 0, gram: new Float64Array(inputs * inputs), cross: new Float64Array(inputs * outputs) };
}

/** Adds one frame: `x` inputs, `y` outputs. */
export function accumulate(normal: Normal, x: ArrayLike<number>, y: ArrayLike<number>): void {
  const { inputs, outputs, gram, cross } = normal;
  normal.frames++;
  for (let a = 0; a < inputs; a++) {
    if (x[a] === 0) continue;
    for (let b = 0; b < inputs; b++) gram[a * inputs + b] += x[a] * x[b];
    for (let o = 0; o < outputs; o++) cross[a * outputs + o] += x[a] * y[o];
  }
}

/**
 * Ridge regression towards a prior, with a penalty of its own for every input and output point:
 * minimises |y - w x|^2 / frames + sum penalty (w - prior)^2.
 * @param penalty of an input on a point (an output triple), more than 0
 * @param prior inputs x outputs
 * @returns weights, inputs x outputs
 */
export function solveRidge(normal: Normal, penalty: (input: number, point: number) => number, prior: Float64Array): Float64Array {
  const { inputs, outputs, frames, gram, cross } = normal;
  const weights = new Float64Array(inputs * outputs);
  const a = new Float64Array(inputs * inputs);
  const right = new Float64Array(inputs);
  for (let point = 0; point < outputs / 3; point++) {
    for (let i = 0; i < a.length; i++) a[i] = gram[i] / frames;
    for (let i = 0; i < inputs; i++) a[i * inputs + i] += penalty(i, point);
    factorise(a, inputs);
    for (let o = 3 * point; o < 3 * point + 3; o++) {
      for (let i = 0; i < inputs; i++) right[i] = cross[i * outputs + o] / frames + penalty(i, point) * prior[i * outputs + o];
      substitute(a, right, inputs);
      for (let i = 0; i < inputs; i++) weights[i * outputs + o] = right[i];
    }
  }
  return weights;
}

/** Cholesky factor of a symmetric positive matrix, in place in its lower triangle. */
function factorise(a: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j];
      for (let k = 0; k < j; k++) sum -= a[i * n + k] * a[j * n + k];
      a[i * n + j] = i === j ? Math.sqrt(sum) : sum / a[j * n + j];
    }
  }
}

function substitute(factor: Float64Array, x: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i] -= factor[i * n + k] * x[k];
    x[i] /= factor[i * n + i];
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i] -= factor[k * n + i] * x[k];
    x[i] /= factor[i * n + i];
  }
}
