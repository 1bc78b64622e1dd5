import { NO_DRIFT, type TurnDrift } from './turn-drift.ts';

/**
 * What a portrait's motion is multiplied by, on top of what holds for every portrait: 1 where its face answers like most.
 * Found once per portrait and kept with its rig.
 */
export interface Gains {
  yaw: number;
  pitch: number;
  browUp: number;
  mouthWidth: number;
  mouthOpen: number;
  smile: number;
  gazeX: number;
  gazeY: number;
  /** Above 1 the lids close sooner and widen more. */
  lid: number;
  /**
   * No factor: how much narrower the mouth is made per length that it opens. The shade beside a shut mouth's corners stays in
   * the picture and makes an open one look too wide.
   */
  narrowing: number;
  /** No factor: what is taken off as the head turns. */
  drift: TurnDrift;
}

export const UNIT_GAINS: Readonly<Gains> = {
  yaw: 1,
  pitch: 1,
  browUp: 1,
  mouthWidth: 1,
  mouthOpen: 1,
  smile: 1,
  gazeX: 1,
  gazeY: 1,
  lid: 1,
  narrowing: 0,
  drift: NO_DRIFT,
};
