import { encodeMotion } from '@masque/config/motion-frame';
import type { TrackerReport } from '@masque/config/reports';
import { DEFAULT_SLOT } from '@masque/config/slot';
import { createLink, type Link, type LinkOptions } from '../../apps/overlay/src/link/create-link.ts';
import { startBuiltRelay } from '../support/built-relay.ts';
import { startFakeObs } from '../support/fake-obs.ts';
import { KNOWN_FPS, knownMotion } from '../support/known-motion.ts';
import { rule } from '../support/scene-rule.ts';

/** A show as it may be in the middle of an evening: OBS linked, a camera followed, an overlay open. */
export interface Evening {
  url: string;
  /** Camera and overlay come; without them it is the evening of somebody who has just begun. */
  begin(): Promise<void>;
  close(): Promise<void>;
}

const REPORT: TrackerReport = {
  kind: 'tracker',
  state: 'running',
  problem: '',
  cameras: [
    { id: 'a', label: 'HD Webcam C920' },
    { id: 'b', label: 'Integrated Camera' },
  ],
  camera: 'a',
  neutral: true,
  fps: 30,
  score: 0.94,
  dropped: 0,
  delay: 21,
};
/** Milliseconds between two reports, as a tracker sends them. */
const REPORT_EVERY = 250;

export async function startEvening(): Promise<Evening> {
  const obs = await startFakeObs({ scenes: ['Starting soon', 'Just chatting', 'Game', 'Be right back', 'Ending'] });
  const relay = await startBuiltRelay();
  const links: Link[] = [];
  const timers: NodeJS.Timeout[] = [];
  const join = (role: LinkOptions['role']): Promise<Link> =>
    new Promise((resolve) => {
      const link: Link = createLink({ url: relay.url, role, slot: DEFAULT_SLOT, onSnapshot: () => resolve(link) });
      links.push(link);
    });
  const panel = await join('panel');

  return {
    url: relay.url,
    async begin() {
      await panel.command('settings.change', { obs: { enabled: true, port: obs.port } });
      const placement = { x: 0.28, y: 0, size: 0.62, rotation: 0, flip: false };
      await panel.command('scene.rule', { rule: rule('Game', { avatar: 'rowan', placement }) });
      await panel.command('scene.rule', { rule: rule('Just chatting', { avatar: 'kasumi' }) });
      await panel.command('scene.rule', { rule: rule('Be right back', { visible: false }) });
      await panel.command('obs.scene', { scene: 'Just chatting' });
      await panel.command('obs.output', { output: 'stream', on: true });
      const overlay = await join('show');
      const tracker = await join('track');
      let tick = 0;
      timers.push(
        setInterval(() => {
          const time = performance.timeOrigin + performance.now();
          const motion = knownMotion(Math.round((time * KNOWN_FPS) / 1000));
          motion.time = time;
          tracker.sendMotion(encodeMotion(motion, { dense: false }));
        }, 1000 / KNOWN_FPS),
        setInterval(() => {
          tick++;
          const fps = 29.6 + 0.7 * Math.sin(1.7 * tick);
          const score = 0.93 + 0.04 * Math.sin(0.31 * tick);
          tracker.report({ ...REPORT, fps, score, dropped: tick % 17 === 0 ? 1 : 0 });
          overlay.report({ kind: 'overlay', fps: 60, delay: 37 + 6 * Math.sin(2.3 * tick) });
        }, REPORT_EVERY),
      );
    },
    async close() {
      for (const timer of timers) clearInterval(timer);
      for (const link of links) link.close();
      await relay.close();
      await obs.close();
    },
  };
}
