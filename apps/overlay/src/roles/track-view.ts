import type { VoiceProblem } from '@masque/config/reports';
import type { CameraDevice } from '../camera/camera.ts';
import type { LinkState } from '../link/create-link.ts';
import type { TrackResult } from '../tracker/tracker-loop.ts';
import type { Listening } from '../voice/listen-to-voice.ts';
import './track-view.css';

/** What the tracker tab shows. */
export interface TrackView {
  setCameras(devices: readonly CameraDevice[], chosen: string): void;
  setPicture(stream: MediaStream): void;
  /** An empty message means none. */
  setProblem(message: string): void;
  setResult(result: TrackResult): void;
  setLink(state: LinkState): void;
  setTakenOver(takenOver: boolean): void;
  /** Null where nothing is listened to. */
  setVoice(listening: Listening | null): void;
}

export interface TrackActions {
  onChoose(deviceId: string): void;
  onRecalibrate(): void;
}

const LINK_TEXT: Record<LinkState, string> = {
  connecting: 'Connecting to Masque ...',
  online: 'Connected to Masque.',
  offline: 'Masque is not reachable. Start it again with npm start; this page reconnects by itself.',
  outdated: 'Masque was updated. Reload this page.',
};

const VOICE_TEXT: Record<VoiceProblem, string> = {
  blocked: 'The microphone is blocked. Click the symbol in the address bar, allow the microphone for this page, and reload.',
  missing: 'No microphone was found. Plug one in; this page goes on by itself.',
  busy: 'The microphone is used by another program. Close it there; this page goes on by itself.',
  unplugged: 'The microphone was disconnected. Plug it in again; this page goes on by itself.',
  insecure: 'This page may not use a microphone: open it as http://127.0.0.1 (as printed by npm start) or over https.',
  asleep: 'Click anywhere on this page once: the browser lets no page listen before.',
  silent: 'The microphone is silent. Is it muted?',
  clipped: 'The microphone is too loud: turn it down a little in the system.',
  failed: 'The microphone could not be used. Reload the page, or choose another one in the panel.',
};

/** Milliseconds between updates of the figures. */
const FIGURES_EVERY = 500;

/** Builds the tracker tab's few elements into `parent`. @param withCamera whether one is opened at once */
export function createTrackView(parent: HTMLElement, actions: TrackActions, withCamera: boolean): TrackView {
  parent.classList.add('track');
  parent.classList.toggle('voice-only', !withCamera);
  parent.innerHTML = `
    <main>
      <h1>Masque tracker</h1>
      <p class="state" role="status" aria-live="polite"></p>
      <p class="problem" role="alert" hidden></p>
      <video muted playsinline autoplay aria-label="What the camera sees"></video>
      <div class="row">
        <label>Camera <select></select></label>
        <button type="button">Calibrate: look straight, mouth shut, two seconds</button>
      </div>
      <p class="voice" role="status" hidden></p>
      <p class="figures"></p>
      <p class="link"></p>
      <p class="hint">Leave this tab open while you stream; it may be hidden. The camera's picture never leaves it.</p>
    </main>`;
  const find = <T extends HTMLElement>(selector: string): T => parent.querySelector<T>(selector) as T;
  const state = find('.state');
  const problem = find('.problem');
  state.textContent = withCamera ? 'Opening the camera ...' : 'Without a camera: your voice moves the mouth.';
  const video = find<HTMLVideoElement>('video');
  const select = find<HTMLSelectElement>('select');
  const figures = find('.figures');
  const link = find('.link');
  const voice = find('.voice');
  select.addEventListener('change', () => actions.onChoose(select.value));
  find('button').addEventListener('click', actions.onRecalibrate);

  let takenOver = false;
  let frames = 0;
  let since = performance.now();

  return {
    setCameras(devices, chosen) {
      select.replaceChildren(...devices.map(({ deviceId, label }) => new Option(label, deviceId, false, deviceId === chosen)));
    },
    setPicture(stream) {
      parent.classList.remove('voice-only');
      video.srcObject = stream;
    },
    setProblem(message) {
      problem.hidden = message === '';
      problem.textContent = message;
    },
    setResult({ score, stages, dropped }) {
      frames++;
      const now = performance.now();
      if (now - since < FIGURES_EVERY) return;
      const fps = (1000 * frames) / (now - since);
      frames = 0;
      since = now;
      state.textContent = takenOver
        ? 'Another tracker, started later, drives the avatar now. Close it, or this one.'
        : score > 0
          ? 'Following your face.'
          : 'No face is seen. Come into the picture, turn some light on.';
      const work = stages.detect + stages.crop + stages.landmarks;
      figures.textContent = `${fps.toFixed(0)} frames a second, ${work.toFixed(0)} ms each, score ${score.toFixed(2)}, ${dropped} skipped`;
    },
    setLink(next) {
      link.textContent = LINK_TEXT[next];
    },
    setTakenOver(next) {
      takenOver = next;
    },
    setVoice(listening) {
      voice.hidden = listening === null;
      voice.classList.toggle('problem', listening?.problem != null);
      if (!listening) return;
      voice.textContent = listening.problem ? VOICE_TEXT[listening.problem] : `Listening to ${listening.microphone ?? 'your voice'}.`;
    },
  };
}
