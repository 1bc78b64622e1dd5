/** A soft shadow under a cut-out, drawn by the browser's compositor; nothing at all at 0. @param strength 0..1 */
export function shadowFilter(strength: number): string {
  return strength > 0 ? `drop-shadow(0 1.2vh 1.8vh rgb(0 0 0 / ${(0.75 * strength).toFixed(3)}))` : '';
}
