/** Values of the last seconds as a small line; `values` oldest first. */
export function Plot({
  label,
  values,
  top,
  text,
  alarm = false,
}: {
  label: string;
  values: readonly number[];
  top: number;
  text: string;
  alarm?: boolean;
}) {
  const [width, height] = [120, 30];
  const highest = Math.max(top, ...values);
  const points = values.map((value, i) => {
    const x = width - ((values.length - 1 - i) * width) / (PLOT_LENGTH - 1);
    return `${x.toFixed(1)},${(height - 1 - (Math.max(0, value) / highest) * (height - 2)).toFixed(1)}`;
  });
  return (
    <div class={alarm ? 'plot alarm' : 'plot'}>
      <dt>{label}</dt>
      <dd>{text}</dd>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
        <line x1="0" x2={width} y1={height - 0.5} y2={height - 0.5} />
        {points.length > 1 && <polyline points={points.join(' ')} />}
      </svg>
    </div>
  );
}

/** How many values a plot holds. */
export const PLOT_LENGTH = 60;
