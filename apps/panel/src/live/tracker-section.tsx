import { DEFAULT_SLOT } from '@masque/config/slot';
import type { PanelLink } from '../link.ts';
import { Plot } from '../parts/plot.tsx';
import { t } from '../text/language.ts';
import type { Figures } from './figures.ts';

/** The tracker at a glance, its camera, and the way to it when it is not open. */
export function TrackerSection({ link, figures }: { link: PanelLink; figures: Figures }) {
  const tracker = figures.tracker.value;
  const open = (link.state.value?.presence[DEFAULT_SLOT]?.track ?? 0) > 0;
  const running = tracker?.state === 'running';
  const order = (order: Parameters<typeof link.command<'tracker.order'>>[1]['order']) =>
    void link.command('tracker.order', { slot: DEFAULT_SLOT, order });
  return (
    <section aria-labelledby="tracker">
      <div class="heading">
        <h2 id="tracker">{t('tracker')}</h2>
        <a class={open ? 'quiet' : 'button primary'} href="/tracker" target="masque-tracker">
          {t('openTracker')}
        </a>
      </div>
      {!open && <p class="hint">{t('trackerHint')}</p>}
      {tracker?.problem && (
        <p class="warning" role="alert">
          {tracker.problem}
        </p>
      )}
      {open && (
        <div class="row">
          <select
            aria-label={t('camera')}
            value={tracker?.camera ?? ''}
            disabled={!tracker?.cameras.length}
            onChange={(event) => order({ do: 'camera', id: event.currentTarget.value })}
          >
            {tracker?.camera == null && <option value="">{t('camera')}</option>}
            {tracker?.cameras.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
          <button type="button" onClick={() => order({ do: running ? 'stop' : 'start' })}>
            {t(running ? 'stop' : 'start')}
          </button>
        </div>
      )}
      {open && <Plots figures={figures} running={running} />}
    </section>
  );
}

function Plots({ figures, running }: { figures: Figures; running: boolean }) {
  const [fps, score, dropped, latency] = [figures.fps, figures.score, figures.dropped, figures.latency].map((values) => values.value);
  const write = (values: readonly number[], digits: number, unit = ''): string => {
    const last = values.at(-1);
    return running && last !== undefined ? `${last.toFixed(digits)}${unit}` : '–';
  };
  return (
    <dl class="plots">
      <Plot label={t('fps')} values={fps} top={60} text={write(fps, 0)} alarm={running && (fps.at(-1) ?? 60) < 15} />
      <Plot label={t('score')} values={score} top={1} text={write(score, 2)} alarm={running && (score.at(-1) ?? 1) < 0.5} />
      <Plot label={t('dropped')} values={dropped} top={10} text={write(dropped, 1)} alarm={running && (dropped.at(-1) ?? 0) > 5} />
      <Plot
        label={t('latency')}
        values={latency}
        top={150}
        text={write(latency, 0, ' ms')}
        alarm={running && (latency.at(-1) ?? 0) > 150}
      />
    </dl>
  );
}
