const CHOICES = ['auto', 'webgl', 'webgpu'] as const;

/** What is to draw; WebGL2 does wherever WebGPU cannot. */
export type RendererChoice = (typeof CHOICES)[number];

/**
 * @param value of the page's `renderer` parameter
 * @throws Error with one line for the user for any other word
 */
export function readRendererChoice(value: string | null): RendererChoice {
  const choice = CHOICES.find((name) => name === (value ?? 'auto'));
  if (!choice) throw new Error(`There is no renderer '${value}': use ${CHOICES.slice(0, -1).join(', ')} or ${CHOICES.at(-1)}.`);
  return choice;
}
