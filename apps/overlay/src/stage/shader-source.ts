/**
 * Fills in `#include <name>` lines.
 * @param parts sources by name; they may not include others
 * @throws when no part has the name
 */
export function fillIncludes(source: string, parts: Record<string, string>): string {
  return source.replace(/^#include <([\w-]+)>$/gm, (_, name: string) => {
    const part = parts[name];
    if (part === undefined) throw new Error(`no shader part is called '${name}'`);
    return part;
  });
}
