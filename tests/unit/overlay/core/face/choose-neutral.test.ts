import { describe, expect, it } from 'vitest';
import { chooseNeutral } from '../../../../../apps/overlay/src/core/face/choose-neutral.ts';
import { restoreNeutral, saveNeutral } from '../../../../../apps/overlay/src/core/face/neutral.ts';
import { createObservation, type Observation, observe } from '../../../../../apps/overlay/src/core/face/observe.ts';
import { LEFT_EYE, RIGHT_EYE } from '../../../../../apps/overlay/src/core/face/topology.ts';
import { dropJaw, type Placement, photograph, restingFace, setAperture } from './synthetic-face.ts';

interface Frame extends Placement {
  jaw?: number;
  right?: number;
  left?: number;
}

function seen({ jaw = 0, right = 0.3, left = 0.3, ...placement }: Frame): Observation {
  const face = dropJaw(restingFace(), jaw);
  setAperture(face, RIGHT_EYE, right);
  setAperture(face, LEFT_EYE, left);
  return observe(photograph(face, placement), createObservation());
}

const times = (count: number, frame: (i: number) => Frame): Observation[] => Array.from({ length: count }, (_, i) => seen(frame(i)));
const rest = seen({});

describe('chooseNeutral', () => {
  it('is not fooled by a clip that begins with an open mouth and a turned head', () => {
    const clip = [
      ...times(20, () => ({ jaw: 2, yaw: 25 })),
      ...times(30, (i) => ({ jaw: i % 2, yaw: 8 })),
      ...times(30, () => ({ yaw: 1 })),
    ];
    const neutral = chooseNeutral(clip);
    expect(neutral.angles.yaw).toBeCloseTo(1, 0);
    expect(neutral.mouthGap).toBeCloseTo(rest.mouthGap, 1);
    expect(neutral.faceHeight).toBeCloseTo(rest.faceHeight, 1);
  });

  it('takes a person who always leans one way as she is', () => {
    const neutral = chooseNeutral(times(60, (i) => ({ yaw: 18 + 3 * Math.sin(i / 9), roll: -9, pitch: 6 })));
    expect(neutral.angles.yaw).toBeGreaterThan(14);
    expect(neutral.angles.yaw).toBeLessThan(22);
    expect(neutral.angles.roll).toBeCloseTo(-9, 0);
    expect(neutral.angles.pitch).toBeCloseTo(6, 0);
  });

  it("finds each eye's own open level, however often it is shut", () => {
    const neutral = chooseNeutral(times(60, (i) => (i % 3 ? { right: 0.3, left: 0.22 } : { right: 0.08, left: 0.06 })));
    expect(neutral.apertureRight).toBeCloseTo(0.3, 2);
    expect(neutral.apertureLeft).toBeCloseTo(0.22, 2);
  });

  it('does with a single frame', () => {
    const neutral = chooseNeutral([rest]);
    expect(neutral.canonical).toEqual(rest.canonical);
    expect(neutral.scale).toBeCloseTo(20);
  });
});

describe('saved neutral', () => {
  it('comes back from JSON', () => {
    const neutral = chooseNeutral([rest]);
    const back = restoreNeutral(JSON.parse(JSON.stringify(saveNeutral(neutral))));
    expect(back?.faceHeight).toBeCloseTo(neutral.faceHeight, 2);
    expect(back?.apertureLeft).toBe(neutral.apertureLeft);
    expect(back?.canonical[200]).toBeCloseTo(neutral.canonical[200], 3);
  });

  it('is refused when damaged', () => {
    const saved = saveNeutral(chooseNeutral([rest]));
    expect(restoreNeutral(null)).toBeNull();
    expect(restoreNeutral('{}')).toBeNull();
    expect(restoreNeutral({ ...saved, canonical: saved.canonical.slice(3) })).toBeNull();
    expect(restoreNeutral({ ...saved, scale: 0 })).toBeNull();
    expect(restoreNeutral({ ...saved, angles: undefined })).toBeNull();
    expect(restoreNeutral({ ...saved, canonical: saved.canonical.map(() => null) })).toBeNull();
  });
});
