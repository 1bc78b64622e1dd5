import { BLENDSHAPE_INDEX, type Blendshape } from '@masque/config/blendshapes';
import type { Expression, TriggerSignal } from '@masque/config/expression';
import type { Motion } from '@masque/config/motion-frame';

/** Decides from the tracked face which expressions it calls. */
export interface Triggers {
  /** Every expression; those without a trigger are passed over. */
  expressions: readonly Expression[];
  /**
   * A frame of the tracked face has come.
   * @param onCall an expression is pressed, or released
   */
  frame(motion: Motion, onCall: (id: string, op: 'press' | 'release') => void): void;
}

const indices = (...names: Blendshape[]): readonly number[] => names.map((name) => BLENDSHAPE_INDEX[name]);
const SHAPES: Record<TriggerSignal, readonly number[]> = {
  smile: indices('mouthSmileLeft', 'mouthSmileRight'),
  frown: indices('mouthFrownLeft', 'mouthFrownRight'),
  'mouth-open': indices('jawOpen'),
  'brows-up': indices('browInnerUp', 'browOuterUpLeft', 'browOuterUpRight'),
  'brows-down': indices('browDownLeft', 'browDownRight'),
  'eyes-shut': indices('eyeBlinkLeft', 'eyeBlinkRight'),
  'cheeks-puffed': indices('cheekPuff'),
  tongue: indices('tongueOut'),
};

/** A call ends below this share of its threshold, so that a face that lingers there does not flicker; after so many milliseconds. */
const RELEASE_SHARE = 0.8;
const RELEASE_TIME = 200;

interface Call {
  /** Since when the signal has been on the other side of its threshold; NaN while it is not. */
  crossed: number;
  pressed: boolean;
}

/** How strong a signal is, 0..1. */
function signalOf(blendshapes: Float32Array, signal: TriggerSignal): number {
  const shapes = SHAPES[signal];
  let sum = 0;
  for (let i = 0; i < shapes.length; i++) sum += blendshapes[shapes[i]];
  return sum / shapes.length;
}

export function createTriggers(): Triggers {
  const calls = new Map<string, Call>();
  let expressions: readonly Expression[] = [];
  let triggered: readonly Expression[] = [];

  return {
    get expressions() {
      return expressions;
    },
    set expressions(next) {
      expressions = next;
      triggered = next.filter(({ trigger }) => trigger);
    },
    frame({ presence, blendshapes, time }, onCall) {
      for (const [id, call] of calls) {
        // Its trigger was taken away while it was called.
        if (triggered.some((expression) => expression.id === id)) continue;
        calls.delete(id);
        if (call.pressed) onCall(id, 'release');
      }
      for (const { id, trigger } of triggered) {
        if (!trigger) continue;
        let call = calls.get(id);
        if (!call) calls.set(id, (call = { crossed: Number.NaN, pressed: false }));
        const value = presence ? signalOf(blendshapes, trigger.signal) : 0;
        const crossing = call.pressed ? value < RELEASE_SHARE * trigger.above : value > trigger.above;
        if (!crossing) {
          call.crossed = Number.NaN;
          continue;
        }
        if (Number.isNaN(call.crossed)) call.crossed = time;
        if (time - call.crossed < (call.pressed ? RELEASE_TIME : 1000 * trigger.seconds)) continue;
        call.pressed = !call.pressed;
        call.crossed = Number.NaN;
        onCall(id, call.pressed ? 'press' : 'release');
      }
    },
  };
}
