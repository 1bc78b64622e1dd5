/** A weighted sum of base points: parallel lists. */
export interface Stencil {
  index: number[];
  weight: number[];
}

export interface Subdivision {
  /** Number of vertices; the base points keep their indices. */
  count: number;
  triangles: [number, number, number][];
  /** Smooth (modified butterfly) weights of every vertex over the base points. */
  smooth: Stencil[];
  /** Linear (barycentric) weights of every vertex over the base points; at most 3 entries. */
  linear: Stencil[];
}

interface Edge {
  a: number;
  b: number;
  opposite: number[];
}

const KEY = 65536;
const key = (a: number, b: number): number => (a < b ? a * KEY + b : b * KEY + a);

/**
 * Modified butterfly subdivision (Zorin, Schroeder, Sweldens 1996): interpolating, so base points stay where they are.
 * @param baseCount number of base points
 * @param triangles indices into them
 * @param levels how often every triangle is split in four
 */
export function subdivide(baseCount: number, triangles: readonly (readonly [number, number, number])[], levels: number): Subdivision {
  let result: Subdivision = {
    count: baseCount,
    triangles: triangles.map((t) => [...t]),
    smooth: Array.from({ length: baseCount }, (_, i) => ({ index: [i], weight: [1] })),
    linear: Array.from({ length: baseCount }, (_, i) => ({ index: [i], weight: [1] })),
  };
  for (let level = 0; level < levels; level++) result = split(result);
  return result;
}

function split(mesh: Subdivision): Subdivision {
  const edges = edgesOf(mesh.triangles);
  const topology = topologyOf(edges);
  const smooth = mesh.smooth.slice();
  const linear = mesh.linear.slice();
  const middle = new Map<number, number>();
  for (const [k, edge] of edges) {
    middle.set(k, smooth.length);
    smooth.push(compose(midpoint(edge, topology), mesh.smooth));
    linear.push(compose({ index: [edge.a, edge.b], weight: [0.5, 0.5] }, mesh.linear));
  }
  const triangles: [number, number, number][] = [];
  for (const [a, b, c] of mesh.triangles) {
    const ab = middle.get(key(a, b)) as number;
    const bc = middle.get(key(b, c)) as number;
    const ca = middle.get(key(c, a)) as number;
    triangles.push([a, ab, ca], [ab, b, bc], [ca, bc, c], [ab, bc, ca]);
  }
  return { count: smooth.length, triangles, smooth, linear };
}

function edgesOf(triangles: readonly (readonly [number, number, number])[]): Map<number, Edge> {
  const edges = new Map<number, Edge>();
  for (const [a, b, c] of triangles) {
    for (const [u, v, o] of [
      [a, b, c],
      [b, c, a],
      [c, a, b],
    ] as const) {
      const k = key(u, v);
      const edge = edges.get(k);
      if (edge) edge.opposite.push(o);
      else edges.set(k, { a: Math.min(u, v), b: Math.max(u, v), opposite: [o] });
    }
  }
  return edges;
}

interface Topology {
  edges: Map<number, Edge>;
  valence: Map<number, number>;
  /** Neighbours along the border; a vertex that is not in it lies inside. */
  border: Map<number, number[]>;
}

function topologyOf(edges: Map<number, Edge>): Topology {
  const valence = new Map<number, number>();
  const border = new Map<number, number[]>();
  for (const { a, b, opposite } of edges.values()) {
    valence.set(a, (valence.get(a) ?? 0) + 1);
    valence.set(b, (valence.get(b) ?? 0) + 1);
    if (opposite.length > 1) continue;
    border.set(a, [...(border.get(a) ?? []), b]);
    border.set(b, [...(border.get(b) ?? []), a]);
  }
  return { edges, valence, border };
}

function midpoint(edge: Edge, topology: Topology): Stencil {
  const { a, b, opposite } = edge;
  const plain: Stencil = { index: [a, b], weight: [0.5, 0.5] };
  if (opposite.length === 1) return borderMidpoint(edge, topology);
  const aBorder = topology.border.has(a);
  const bBorder = topology.border.has(b);
  if (aBorder && bBorder) return plain;
  if (aBorder || bBorder) return (aBorder ? extraordinary(b, a, topology) : extraordinary(a, b, topology)) ?? plain;
  const regularA = topology.valence.get(a) === 6;
  const regularB = topology.valence.get(b) === 6;
  if (regularA && regularB) {
    const [c, d] = opposite as [number, number];
    const wings = [across(a, c, b, topology), across(b, c, a, topology), across(a, d, b, topology), across(b, d, a, topology)];
    if (wings.every((v) => v >= 0)) {
      return { index: [a, b, c, d, ...wings], weight: [0.5, 0.5, 0.125, 0.125, ...wings.map(() => -1 / 16)] };
    }
  }
  const atA = regularA ? null : extraordinary(a, b, topology);
  const atB = regularB ? null : extraordinary(b, a, topology);
  if (atA && atB) {
    return { index: [...atA.index, ...atB.index], weight: [...atA.weight, ...atB.weight].map((w) => w / 2) };
  }
  return atA ?? atB ?? plain;
}

/** Four-point rule along the border. */
function borderMidpoint({ a, b }: Edge, { border }: Topology): Stencil {
  const before = border.get(a)?.filter((v) => v !== b) ?? [];
  const after = border.get(b)?.filter((v) => v !== a) ?? [];
  if (before.length !== 1 || after.length !== 1) return { index: [a, b], weight: [0.5, 0.5] };
  return { index: [a, b, before[0], after[0]], weight: [9 / 16, 9 / 16, -1 / 16, -1 / 16] };
}

/** The vertex on the other side of edge (u, v) than `not`, or -1 at the border. */
function across(u: number, v: number, not: number, { edges }: Topology): number {
  const edge = edges.get(key(u, v));
  if (!edge || edge.opposite.length < 2) return -1;
  return edge.opposite[0] === not ? edge.opposite[1] : edge.opposite[0];
}

/** Zorin's stencil for the edge from an extraordinary inner vertex towards `towards`; null at the border. */
function extraordinary(vertex: number, towards: number, topology: Topology): Stencil | null {
  const ring = ringOf(vertex, towards, topology);
  if (!ring) return null;
  const k = ring.length;
  const stencil: Stencil = { index: [vertex], weight: [0.75] };
  for (let j = 0; j < k; j++) {
    let w: number;
    if (k === 3) w = j === 0 ? 5 / 12 : -1 / 12;
    else if (k === 4) w = [3 / 8, 0, -1 / 8, 0][j];
    else w = (0.25 + Math.cos((2 * Math.PI * j) / k) + 0.5 * Math.cos((4 * Math.PI * j) / k)) / k;
    if (w === 0) continue;
    stencil.index.push(ring[j]);
    stencil.weight.push(w);
  }
  return stencil;
}

function ringOf(vertex: number, start: number, topology: Topology): number[] | null {
  const ring = [start];
  let previous = start;
  let current = topology.edges.get(key(vertex, start))?.opposite[0] ?? -1;
  while (current !== start && current >= 0 && ring.length < 24) {
    ring.push(current);
    const next = across(vertex, current, previous, topology);
    previous = current;
    current = next;
  }
  return current === start ? ring : null;
}

/** Weights over the base points of a weighted sum of vertices. */
function compose(sum: Stencil, of: readonly Stencil[]): Stencil {
  const total = new Map<number, number>();
  sum.index.forEach((vertex, j) => {
    const part = of[vertex] as Stencil;
    part.index.forEach((base, i) => {
      total.set(base, (total.get(base) ?? 0) + sum.weight[j] * part.weight[i]);
    });
  });
  return { index: [...total.keys()], weight: [...total.values()] };
}
