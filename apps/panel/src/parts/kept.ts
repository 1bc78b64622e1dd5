/** Small choices of this browser: its language and appearance, not the show's settings. */
export const kept = {
  /** The kept value if it is one of these. */
  read<T extends string>(name: string, allowed: readonly T[]): T | undefined {
    try {
      const value = localStorage.getItem(`masque.panel.${name}`);
      return allowed.find((candidate) => candidate === value);
    } catch {
      return undefined;
    }
  },
  write(name: string, value: string): void {
    try {
      localStorage.setItem(`masque.panel.${name}`, value);
    } catch {
      // Forbidden storage only costs the choice its memory.
    }
  },
};
