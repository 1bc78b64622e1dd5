import type { TrackerReport, VoiceReport } from '@masque/config/reports';
import { DEFAULT_SLOT } from '@masque/config/slot';
import { type ReadonlySignal, signal } from '@preact/signals';
import type { PanelLink } from '../link.ts';
import { PLOT_LENGTH } from '../parts/plot.tsx';

/** What trackers and overlays tell of themselves, with the last seconds of each figure. */
export interface Figures {
  /** The tracker that drives, or any where none does; null when none was heard for a while. */
  tracker: ReadonlySignal<TrackerReport | null>;
  /** What the tracker hears; null when it tells nothing. */
  voice: ReadonlySignal<VoiceReport | null>;
  fps: ReadonlySignal<readonly number[]>;
  score: ReadonlySignal<readonly number[]>;
  dropped: ReadonlySignal<readonly number[]>;
  /** Milliseconds from the camera to the picture in an overlay; from the camera to the relay where none draws. */
  latency: ReadonlySignal<readonly number[]>;
}

/** Milliseconds without a report after which a page is taken for gone. */
const SILENCE = 2000;

export function createFigures(link: PanelLink): Figures {
  const tracker = signal<TrackerReport | null>(null);
  const voice = signal<VoiceReport | null>(null);
  const [fps, score, dropped, latency] = [0, 0, 0, 0].map(() => signal<readonly number[]>([]));
  let heard = 0;
  let driverHeard = 0;
  let drawn = { at: 0, delay: 0 };

  const push = (to: { value: readonly number[] }, value: number): void => {
    to.value = [...to.value.slice(1 - PLOT_LENGTH), value];
  };

  link.onReport(({ slot, driving, report }) => {
    if (slot !== DEFAULT_SLOT) return;
    const now = Date.now();
    if (report.kind === 'overlay' && report.delay !== null) drawn = { at: now, delay: report.delay };
    if (report.kind === 'voice' && (driving || !tracker.value)) voice.value = report;
    if (report.kind !== 'tracker') return;
    if (driving) driverHeard = now;
    else if (now - driverHeard < SILENCE) return;
    heard = now;
    tracker.value = report;
    if (report.state !== 'running') return;
    push(fps, report.fps);
    push(score, report.score);
    push(dropped, report.dropped);
    push(latency, now - drawn.at < SILENCE ? drawn.delay : report.delay);
  });
  setInterval(() => {
    const silent = tracker.value?.state === 'running' && Date.now() - heard > SILENCE;
    const gone = (link.state.value?.presence[DEFAULT_SLOT]?.track ?? 0) === 0;
    if (tracker.value && (silent || gone)) tracker.value = null;
    if (voice.value && gone) voice.value = null;
  }, SILENCE / 2);
  return { tracker, voice, fps, score, dropped, latency };
}
