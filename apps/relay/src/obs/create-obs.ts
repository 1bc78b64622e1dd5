import type { ObsOutput, ObsState } from '@masque/config/obs-state';
import { NO_OBS } from '@masque/config/obs-state';
import { addSource, findOurSources, refreshSources } from './browser-sources.ts';
import { createObsConnection, type ObsTarget } from './connection.ts';
import { followObs, type ObsFollower } from './follow-obs.ts';
import { followTriggers, type ObsTriggers } from './follow-triggers.ts';

/** OBS, as far as the relay needs it. All that asks something of OBS throws RefusedError with OBS' reason. */
export interface Obs {
  aim(target: ObsTarget): void;
  retry(): void;
  /** On air, or in studio mode into the preview. */
  goTo(scene: string, studioMode: boolean): Promise<void>;
  /** In studio mode, brings the preview on air. */
  transition(): Promise<void>;
  setOutput(output: ObsOutput, on: boolean): Promise<void>;
  addSource(scene: string, url: string): Promise<void>;
  close(): void;
}

export interface ObsOptions extends ObsFollower, ObsTriggers {
  /** Addresses under which browser sources know us. */
  origins: () => readonly string[];
  /** How many overlays are open in all. */
  overlays: () => number;
  log: (line: string) => void;
  /** Milliseconds that overlays have to find the relay by themselves before their sources are refreshed. */
  grace?: number;
}

/** Overlays try at least every two seconds. */
const GRACE = 2500;

const OUTPUT_REQUESTS = {
  stream: ['StartStream', 'StopStream'],
  record: ['StartRecord', 'StopRecord'],
  virtualcam: ['StartVirtualCam', 'StopVirtualCam'],
} as const;

/** The relay's link to OBS. */
export function createObs({ origins, overlays, log, grace = GRACE, ...follower }: ObsOptions): Obs {
  let refresh: NodeJS.Timeout | undefined;
  const connection = createObsConnection({
    onLink(link) {
      clearTimeout(refresh);
      const { scenes, program, preview, version, outputs } = NO_OBS;
      follower.onChange({ link, ...(link !== 'online' && { scenes, program, preview, version, outputs }) } satisfies Partial<ObsState>);
    },
    onSession(session) {
      followTriggers(session, follower);
      followObs(session, follower).catch((error: Error) => log(`OBS could not be read: ${error.message}`));
      refresh = setTimeout(async () => {
        try {
          const ours = await findOurSources(session, origins());
          if (overlays() < ours.length) await refreshSources(session, ours);
        } catch (error) {
          log(`OBS' browser sources could not be refreshed: ${(error as Error).message}`);
        }
      }, grace);
    },
  });

  return {
    aim: connection.aim,
    retry: connection.retry,
    async goTo(sceneName, studioMode) {
      await connection.session().call(studioMode ? 'SetCurrentPreviewScene' : 'SetCurrentProgramScene', { sceneName });
    },
    async transition() {
      await connection.session().call('TriggerStudioModeTransition');
    },
    async setOutput(output, on) {
      await connection.session().call(OUTPUT_REQUESTS[output][on ? 0 : 1]);
    },
    addSource: async (scene, url) => addSource(connection.session(), scene, url),
    close() {
      clearTimeout(refresh);
      connection.close();
    },
  };
}
