import { mkdirSync } from 'node:fs';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { readKeptFile } from '../kept-file.ts';

/** A key and its certificate, in PEM. */
export interface Certificate {
  key: string;
  cert: string;
  addresses: readonly string[];
  /** Milliseconds since 1970. */
  expiresAt: number;
}

const FILE = 'certificate.json';
const DAY = 24 * 3600_000;
/** As long as browsers take one. */
const LIFETIME = 390 * DAY;
/** How long before its end it is made anew. */
const MARGIN = 30 * DAY;

/**
 * A certificate that we sign ourselves, for these addresses: browsers warn of it once, and keep the exception. It is kept, so
 * that they need not ask again.
 * @throws the error of the disk
 */
export async function keptCertificate(dataDir: string, addresses: readonly string[]): Promise<Certificate> {
  const file = path.join(dataDir, FILE);
  mkdirSync(dataDir, { recursive: true });
  const { content } = readKeptFile(file, parse);
  if (content && content.expiresAt - MARGIN > Date.now() && addresses.every((address) => content.addresses.includes(address)))
    return content;
  // Addresses of other networks stay in it: a laptop comes home again.
  const all = [...new Set([...(content?.addresses.slice(-16) ?? []), ...addresses])];
  const expiresAt = Date.now() + LIFETIME;
  // Large, and needed by few: a start does not wait for it.
  const { generate } = await import('selfsigned');
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'Masque' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notAfterDate: new Date(expiresAt),
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'subjectAltName', altNames: all.map((ip) => ({ type: 7, ip })) },
    ],
  });
  const made = { key, cert, addresses: all, expiresAt };
  await writeFileAtomic(file, `${JSON.stringify(made)}\n`, { mode: 0o600 });
  return made;
}

function parse(document: unknown): Certificate {
  const { key, cert, addresses, expiresAt } = document as Certificate;
  const whole = [key, cert].every((text) => typeof text === 'string') && Array.isArray(addresses) && Number.isFinite(expiresAt);
  if (!whole) throw new Error('it is not as Masque wrote it');
  return { key, cert, addresses: addresses.map(String), expiresAt };
}
