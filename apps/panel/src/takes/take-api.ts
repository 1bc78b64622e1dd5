import type { Problem } from '@masque/config/refusal';
import { type Take, takeUrl } from '@masque/config/take';
import type { PanelLink } from '../link.ts';

/** Brings a take's file, or its text, into the library; a refusal is shown, not thrown. */
export async function addTake(link: PanelLink, body: Blob | string): Promise<boolean> {
  const response = await fetch('/api/takes', { method: 'POST', body }).catch(() => null);
  const said = (await response?.json().catch(() => null)) as { id: string } | { error: Problem } | null | undefined;
  if (said && 'id' in said) return true;
  link.refuse(said?.error ?? { code: 'offline', message: 'Masque is not running, so nothing was changed.' });
  return false;
}

/** @throws Error when it is gone */
export async function fetchTake(id: string): Promise<Take> {
  const response = await fetch(takeUrl(id));
  if (!response.ok) throw new Error(`${id} is not there any more`);
  return (await response.json()) as Take;
}
