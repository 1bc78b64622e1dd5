import type { TrackerOrder, TrackerReport } from '@masque/config/reports';
import type { Voice } from '@masque/config/voice';
import type { Camera } from '../camera/camera.ts';
import { keepCamera } from '../camera/camera-keeper.ts';
import type { SavedNeutral } from '../core/face/neutral.ts';
import type { SoundFrame } from '../core/voice/sound-analyser.ts';
import type { LinkState } from '../link/create-link.ts';
import type { SearchSettings } from '../tracker/messages.ts';
import { createTrackerClient } from '../tracker/tracker-client.ts';
import type { TrackResult } from '../tracker/tracker-loop.ts';
import type { Listening } from '../voice/listen-to-voice.ts';
import type { DriveRequest, FromDriver, ToDriver } from './drive-messages.ts';

export interface LiveTrackerOptions extends SearchSettings {
  stability: number;
  /** False opens no camera, and loads nothing for it, until one is chosen. */
  camera?: boolean;
  /** Where motion is sent; null to hand it to `onMotion`. */
  link: { url: string; slot: string } | null;
  onMotion?: (bytes: Uint8Array) => void;
  /** A camera runs. */
  onCamera: (camera: Camera) => void;
  /** What a person can do about it. */
  onProblem: (message: string) => void;
  /** Figures of every frame; its landmarks are null. */
  onResult: (result: TrackResult) => void;
  /** The face's rest is known for this camera. */
  onNeutral?: () => void;
  onLink?: (state: LinkState) => void;
  onTakenOver?: (takenOver: boolean) => void;
  /** The relay's settings of the voice, at first and whenever they change. */
  onVoice?: (voice: Voice) => void;
  /** Something that a panel asks for and this does not do by itself. */
  onOrder?: (order: TrackerOrder) => void;
}

/** A camera followed by the tracker worker. */
export interface LiveTracker {
  choose(deviceId?: string): void;
  setSearch(search: SearchSettings): void;
  setStability(stability: number): void;
  recalibrate(): void;
  recentre(): void;
  /** Ends the camera until `choose` opens one again. */
  pause(): void;
  /** A moment of the microphone's sound, as it is heard. */
  hear(frame: SoundFrame): void;
  setListening(listening: Listening | null): void;
  /** Tells the panels how it goes. */
  report(report: TrackerReport): void;
  close(): void;
}

/** Opens the camera and tracks it until closed; each camera's neutral is remembered in this browser. */
export function startLiveTracker(options: LiveTrackerOptions): LiveTracker {
  const channel = new MessageChannel();
  const order = (message: ToDriver): void => channel.port1.postMessage(message);
  let camera: Camera | null = null;
  let worker: Worker | null = null;
  const client = createTrackerClient({
    settings: { detectionThreshold: options.detectionThreshold, maxFaces: options.maxFaces, runtime: 'auto' },
    lazy: options.camera === false,
    createWorker: () => {
      worker = new Worker(new URL('../workers/track-worker.ts', import.meta.url), { type: 'module', name: 'track' });
      return worker;
    },
    onResult: options.onResult,
    onError: options.onProblem,
  });
  channel.port1.onmessage = ({ data }: MessageEvent<FromDriver>) => {
    if (data.type === 'motion') options.onMotion?.(data.bytes);
    else if (data.type === 'neutral' && camera) {
      remember(camera.label, data.neutral);
      options.onNeutral?.();
    } else if (data.type === 'search') client.setSearch(data.search);
    else if (data.type === 'link') options.onLink?.(data.state);
    else if (data.type === 'order') options.onOrder?.(data.order);
    else if (data.type === 'voice') options.onVoice?.(data.voice);
    else if (data.type === 'taken-over') options.onTakenOver?.(data.takenOver);
  };

  const request: DriveRequest = { type: 'drive', port: channel.port2, stability: options.stability, link: options.link };
  (worker as Worker | null)?.postMessage(request, [channel.port2]);
  const keeper = keepCamera({
    paused: options.camera === false,
    onCamera(opened) {
      camera = opened;
      order({ type: 'camera', remembered: recall(opened.label) });
      client.follow(opened.stream);
      options.onCamera(opened);
    },
    onProblem: options.onProblem,
  });

  return {
    choose: (deviceId) => keeper.choose(deviceId),
    setSearch: (search) => client.setSearch(search),
    setStability: (stability) => order({ type: 'stability', stability }),
    recalibrate: () => order({ type: 'recalibrate' }),
    recentre: () => order({ type: 'recentre' }),
    pause: () => keeper.pause(),
    hear: (frame) => order({ type: 'sound', frame, time: performance.timeOrigin + performance.now() }),
    setListening: (listening) => order({ type: 'listening', listening }),
    report: (report) => order({ type: 'report', report }),
    close() {
      order({ type: 'close' });
      keeper.close();
      client.close();
    },
  };
}

const keyOf = (label: string): string => `masque.neutral.${label}`;

function remember(label: string, neutral: SavedNeutral): void {
  try {
    localStorage.setItem(keyOf(label), JSON.stringify(neutral));
  } catch {
    // Full or forbidden storage only costs the next start its calibration.
  }
}

function recall(label: string): SavedNeutral | null {
  try {
    return JSON.parse(localStorage.getItem(keyOf(label)) ?? 'null') as SavedNeutral | null;
  } catch {
    return null;
  }
}
