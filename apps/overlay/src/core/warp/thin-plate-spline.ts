/**
 * Thin-plate spline (Bookstein 1989) over fixed centres, factorised once: what it gives at fixed points is then a plain
 * linear map of the values at the centres.
 * @param centres n x (x, y)
 * @param points m x (x, y) where it will be evaluated
 * @param smoothing 0 interpolates; larger values (in units of the kernel's diagonal) smooth
 * @returns m x n row-major weights: value(point) = sum weights * value(centre)
 */
export function splineWeights(centres: ArrayLike<number>, points: ArrayLike<number>, smoothing = 0): Float32Array {
  const n = centres.length / 2;
  const m = points.length / 2;
  const size = n + 3;
  const unit = scaleOf(centres);
  const system = new Float64Array(size * size);
  for (let i = 0; i < n; i++) {
    const x = centres[2 * i] / unit;
    const y = centres[2 * i + 1] / unit;
    for (let j = 0; j < n; j++) {
      system[i * size + j] = kernel((x - centres[2 * j] / unit) ** 2 + (y - centres[2 * j + 1] / unit) ** 2);
    }
    system[i * size + i] += smoothing;
    [1, x, y].forEach((v, k) => {
      system[i * size + n + k] = v;
      system[(n + k) * size + i] = v;
    });
  }
  const inverse = invert(system, size);
  const out = new Float32Array(m * n);
  const row = new Float64Array(size);
  for (let p = 0; p < m; p++) {
    const x = points[2 * p] / unit;
    const y = points[2 * p + 1] / unit;
    for (let j = 0; j < n; j++) row[j] = kernel((x - centres[2 * j] / unit) ** 2 + (y - centres[2 * j + 1] / unit) ** 2);
    row[n] = 1;
    row[n + 1] = x;
    row[n + 2] = y;
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let j = 0; j < size; j++) sum += row[j] * inverse[j * size + i];
      out[p * n + i] = sum;
    }
  }
  return out;
}

/** r^2 log r^2 / 2 of a squared distance. */
function kernel(squared: number): number {
  return squared < 1e-12 ? 0 : 0.5 * squared * Math.log(squared);
}

function scaleOf(centres: ArrayLike<number>): number {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < centres.length; i += 2) {
    low = Math.min(low, centres[i]);
    high = Math.max(high, centres[i]);
  }
  return high - low || 1;
}

/** Gauss-Jordan inverse with partial pivoting. @throws when singular (two centres at one place) */
function invert(matrix: Float64Array, n: number): Float64Array {
  const a = matrix.slice();
  const inverse = new Float64Array(n * n);
  for (let i = 0; i < n; i++) inverse[i * n + i] = 1;
  for (let i = 0; i < n; i++) {
    let pivot = i;
    for (let r = i + 1; r < n; r++) if (Math.abs(a[r * n + i]) > Math.abs(a[pivot * n + i])) pivot = r;
    if (Math.abs(a[pivot * n + i]) < 1e-12) throw new Error('splineWeights: two centres are at one place');
    if (pivot !== i) {
      for (let c = 0; c < n; c++) {
        [a[i * n + c], a[pivot * n + c]] = [a[pivot * n + c], a[i * n + c]];
        [inverse[i * n + c], inverse[pivot * n + c]] = [inverse[pivot * n + c], inverse[i * n + c]];
      }
    }
    const d = 1 / a[i * n + i];
    for (let c = 0; c < n; c++) {
      a[i * n + c] *= d;
      inverse[i * n + c] *= d;
    }
    for (let r = 0; r < n; r++) {
      const f = a[r * n + i];
      if (r === i || f === 0) continue;
      for (let c = 0; c < n; c++) {
        a[r * n + c] -= f * a[i * n + c];
        inverse[r * n + c] -= f * inverse[i * n + c];
      }
    }
  }
  return inverse;
}
