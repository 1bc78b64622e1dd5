import { smoothstep } from './smoothstep.ts';

/** Where the moving layer touches the picture's border, so that moving it would show a cut edge. */
export interface BorderContact {
  /** Factors 0..1 for motion across (x) and along (y) the picture at a pixel: 0 on a border that must stand still. */
  pinAt(x: number, y: number): [number, number];
}

/** Depth of the pinned margin as a part of the shorter side. */
const MARGIN = 0.06;
const SAMPLES = 64;
/** A shorter touch (of SAMPLES) is let go: pinning a hair's tip to the border would draw it out. */
const LEAST_TOUCH = 14;

/**
 * @param alpha coverage 0..1 of the moving layer, width x height; null when the whole picture moves as one
 */
export function createBorderContact(width: number, height: number, alpha: Float32Array | null): BorderContact {
  const margin = MARGIN * Math.min(width, height);
  const bottom = 2.5 * margin;
  const touches = alpha ? sampleBorders(width, height, alpha) : null;

  function pinAt(x: number, y: number): [number, number] {
    if (!touches) {
      const edge = smoothstep(0, margin, Math.min(x, y, width - x));
      return [edge, Math.min(edge, smoothstep(0, bottom, height - y))];
    }
    const left = pin(touches.left, y / height, x, margin);
    const right = pin(touches.right, y / height, width - x, margin);
    const top = pin(touches.top, x / width, y, margin);
    const below = pin(touches.bottom, x / width, height - y, bottom);
    return [Math.min(left, right), Math.min(top, below)];
  }
  return { pinAt };
}

function pin(contact: Float32Array, along: number, distance: number, margin: number): number {
  const at = Math.min(SAMPLES - 1, Math.max(0, Math.floor(along * SAMPLES)));
  return 1 - contact[at] * (1 - smoothstep(0, margin, distance));
}

function sampleBorders(width: number, height: number, alpha: Float32Array): Record<'left' | 'right' | 'top' | 'bottom', Float32Array> {
  const at = (x: number, y: number): number => alpha[y * width + x];
  const line = (pick: (i: number) => number): Float32Array =>
    widen(withoutShort(Float32Array.from({ length: SAMPLES }, (_, i) => (pick(i) > 0.15 ? 1 : 0))));
  const along = (length: number, i: number): number => Math.min(length - 1, Math.floor(((i + 0.5) / SAMPLES) * length));
  return {
    left: line((i) => at(1, along(height, i))),
    right: line((i) => at(width - 2, along(height, i))),
    top: line((i) => at(along(width, i), 1)),
    bottom: line((i) => at(along(width, i), height - 2)),
  };
}

function withoutShort(contact: Float32Array): Float32Array {
  for (let from = 0; from < contact.length; from++) {
    let to = from;
    while (to < contact.length && contact[to] > 0) to++;
    if (to - from < LEAST_TOUCH) contact.fill(0, from, to);
    from = Math.max(from, to);
  }
  return contact;
}

/** Lets the contact fade out over a few samples instead of ending in a step. */
function widen(contact: Float32Array): Float32Array {
  const reach = 6;
  return contact.map((_, i) => {
    let most = 0;
    for (let d = -reach; d <= reach; d++) {
      const neighbour = contact[Math.min(SAMPLES - 1, Math.max(0, i + d))];
      most = Math.max(most, neighbour * (1 - Math.abs(d) / (reach + 1)));
    }
    return most;
  });
}
