import type { Problem } from '@masque/config/refusal';

/**
 * Asks the relay for something that it tells only to who asks.
 * @throws the relay's Problem
 */
export async function askRelay<T>(path: string, body: object): Promise<T> {
  const offline: Problem = { code: 'offline', message: 'Masque is not reachable. Is it running?' };
  const headers = { 'Content-Type': 'application/json' };
  const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) }).catch(() => Promise.reject(offline));
  const answer = (await response.json().catch(() => ({}))) as T & { error?: Problem };
  if (!response.ok) throw answer.error ?? { code: 'failed', message: `Masque answered ${response.status}.` };
  return answer;
}
