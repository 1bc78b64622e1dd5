/**
 * `off`: not wanted; `connecting`: on the way; `online`; `waiting`: not reachable, and tried again by and by;
 * `wrong-password`: OBS refused the password, or wants one, and nothing is tried until another is given.
 */
export type ObsLink = 'off' | 'connecting' | 'online' | 'waiting' | 'wrong-password';

/** What OBS can put out besides its window. */
export const OBS_OUTPUTS = ['stream', 'record', 'virtualcam'] as const;
export type ObsOutput = (typeof OBS_OUTPUTS)[number];

/** `unavailable`: this OBS has no such output. */
export type ObsOutputState = 'off' | 'starting' | 'on' | 'paused' | 'stopping' | 'unavailable';

/** What the relay knows of OBS; never the password. */
export interface ObsState {
  link: ObsLink;
  /** Whether a password is kept. */
  passwordSet: boolean;
  /** OBS' version, while connected. */
  version: string | null;
  /** In the order of OBS' list, while connected; otherwise the scenes that a browser source has named so far. */
  scenes: readonly string[];
  /** The scene on air; during a transition the one it leads to. */
  program: string | null;
  /** The scene in the preview; null without studio mode. */
  preview: string | null;
  outputs: Readonly<Record<ObsOutput, ObsOutputState>>;
}

/** OBS as it is known before anything was heard of it. */
export const NO_OBS: ObsState = {
  link: 'off',
  passwordSet: false,
  version: null,
  scenes: [],
  program: null,
  preview: null,
  outputs: { stream: 'off', record: 'off', virtualcam: 'off' },
};
