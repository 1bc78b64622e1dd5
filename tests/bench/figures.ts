/** One line of the table. */
export interface Figure {
  what: string;
  unit: string;
  /** By the name of the statistic: min, median, p99 ... */
  values: Record<string, number>;
  /** How many samples it rests on. */
  samples: number;
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

const SHARES = { min: 0, p10: 0.1, median: 0.5, p95: 0.95, p99: 0.99 } as const;

/** @throws when there are no samples: a measurement that measured nothing must not look like one */
export function summarise(what: string, unit: string, samples: readonly number[], statistics: readonly (keyof typeof SHARES)[]): Figure {
  if (samples.length === 0) throw new Error(`nothing was measured: ${what}`);
  const sorted = [...samples].sort((a, b) => a - b);
  const values = Object.fromEntries(statistics.map((name) => [name, quantile(sorted, SHARES[name])]));
  return { what, unit, values, samples: samples.length };
}

export function single(what: string, unit: string, value: number): Figure {
  return { what, unit, values: { value }, samples: 1 };
}

export function formatFigure({ what, unit, values, samples }: Figure): string {
  const numbers = Object.entries(values).map(([name, value]) => `${name === 'value' ? '' : `${name} `}${formatNumber(value)}`);
  return `${what.padEnd(58)} ${numbers.join('  ')} ${unit}${samples > 1 ? `  (n ${samples})` : ''}`;
}

function formatNumber(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(value < 10 ? 2 : 1);
}
