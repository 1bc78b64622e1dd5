import type { CameraDevice } from '../camera/camera.ts';
import type { LinkState } from '../link/create-link.ts';
import type { TrackResult } from '../tracker/tracker-loop.ts';
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

/** Milliseconds between updates of the figures. */
const FIGURES_EVERY = 500;

/** Builds the tracker tab's few elements into `parent`. */
export function createTrackView(parent: HTMLElement, actions: TrackActions): TrackView {
  parent.classList.add('track');
  parent.innerHTML = `
    <main>
      <h1>Masque tracker</h1>
      <p class="state" role="status" aria-live="polite">Opening the camera ...</p>
      <p class="problem" role="alert" hidden></p>
      <video muted playsinline autoplay aria-label="What the camera sees"></video>
      <div class="row">
        <label>Camera <select></select></label>
        <button type="button">Calibrate: look straight, mouth shut, two seconds</button>
      </div>
      <p class="figures"></p>
      <p class="link"></p>
      <p class="hint">Leave this tab open while you stream; it may be hidden. The camera's picture never leaves it.</p>
    </main>`;
  const find = <T extends HTMLElement>(selector: string): T => parent.querySelector<T>(selector) as T;
  const state = find('.state');
  const problem = find('.problem');
  const video = find<HTMLVideoElement>('video');
  const select = find<HTMLSelectElement>('select');
  const figures = find('.figures');
  const link = find('.link');
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
  };
}
