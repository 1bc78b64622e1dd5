import { type PlayedTake, type Take, takeUrl } from '@masque/config/take';
import type { Pipeline } from '../pipeline.ts';

/**
 * Shows the takes that the relay names, each from the moment that it names.
 * @param onProblem a take cannot be shown; the message is for people
 */
export function followTakes(pipeline: Pipeline, onProblem: (message: string) => void): (played: PlayedTake | undefined) => void {
  let shown: PlayedTake | undefined;
  return (played) => {
    if (played?.take === shown?.take && played?.since === shown?.since && played?.loop === shown?.loop) return;
    shown = played;
    if (!played) {
      pipeline.play(null, false, 0);
      return;
    }
    // The pipeline's clock does not follow the system's when that is set, or slept.
    const since = performance.timeOrigin + performance.now() + played.since - Date.now();
    void load(played.take)
      .then((take) => {
        if (shown === played) pipeline.play(take, played.loop, since);
      })
      .catch((error: Error) => {
        if (shown === played) onProblem(`The recorded take cannot be shown: ${error.message}.`);
      });
  };
}

/** The relay lists only takes that it could read; reading one again here would cost the page its schemas. */
async function load(id: string): Promise<Take> {
  const response = await fetch(takeUrl(id));
  if (!response.ok) throw new Error('it is not there any more');
  return response.json();
}
