import { UniformGroup } from 'pixi.js';

/** Uniforms whose values live in arrays that others rewrite every frame. */
export interface LiveUniforms {
  group: UniformGroup;
  /** Takes over the arrays' present values. */
  update(): void;
}

const TYPES: Record<number, string> = { 1: 'f32', 2: 'vec2<f32>', 3: 'vec3<f32>', 4: 'vec4<f32>', 9: 'mat3x3<f32>' };

/**
 * @param values uniform name to its array: 1 to 4 floats, or 9 for a matrix
 * @param matrices names of those with 4 values that are 2x2 matrices
 */
export function liveUniforms(values: object, matrices: readonly string[] = []): LiveUniforms {
  const arrays = Object.entries(values) as [string, Float32Array][];
  const structure: Record<string, { value: Float32Array | number; type: 'f32' }> = {};
  for (const [name, array] of arrays) {
    const type = matrices.includes(name) ? 'mat2x2<f32>' : TYPES[array.length];
    if (!type) throw new Error(`${name} has ${array.length} values, which fit no uniform`);
    structure[name] = { value: array.length === 1 ? array[0] : array, type: type as 'f32' };
  }
  const group = new UniformGroup(structure);
  const scalars = arrays.filter(([, array]) => array.length === 1);
  return {
    group,
    update() {
      for (const [name, array] of scalars) group.uniforms[name] = array[0];
      group.update();
    },
  };
}
