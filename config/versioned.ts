/** Lifts a document one version up. */
export type Migration = (document: Record<string, unknown>) => Record<string, unknown>;

/** Thrown when a saved document cannot be read; the message says why in words for its owner. */
export class DocumentError extends Error {
  override readonly name = 'DocumentError';
}

/**
 * Brings a saved document to the present version: `migrations[n - 1]` lifts version n to n + 1, so there are as many
 * of them as versions were left behind.
 * @param document what was parsed from the file; carries its version as `version`, counted from 1
 * @throws DocumentError when it is no document of ours, or one of a newer version
 */
export function migrate(document: unknown, migrations: readonly Migration[]): Record<string, unknown> {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) throw new DocumentError('it is not a JSON object');
  let current = document as Record<string, unknown>;
  const from = current.version;
  if (typeof from !== 'number' || !Number.isInteger(from) || from < 1) throw new DocumentError('it names no version');
  const newest = migrations.length + 1;
  if (from > newest) throw new DocumentError(`it is of version ${from}, and this Masque reads up to version ${newest}`);
  for (let version = from; version < newest; version++) current = { ...migrations[version - 1](current), version: version + 1 };
  return current;
}
