import type { Plugin } from 'vite';

/**
 * Lets the build leave out zod schemas that a page does not use. Calls like `z.object(...)` cannot be known to have no
 * effects, so without this every page that takes a constant from `config` would carry all schemas, and zod with them.
 */
export function pureSchemas(): Plugin {
  return {
    name: 'pure-schemas',
    apply: 'build',
    transform(code, id) {
      if (!/\/config\/[\w-]+\.ts$/.test(id) || !/from ['"]zod['"]/.test(code)) return null;
      let pure = code;
      // From the end, so that the places before stay where they are.
      for (const node of this.parse(code).body.toReversed()) {
        const declaration = node.type === 'ExportNamedDeclaration' ? node.declaration : node;
        if (declaration?.type !== 'VariableDeclaration') continue;
        for (const { init } of declaration.declarations.toReversed()) {
          if (!init || !/\bz\.|Schema\b/.test(code.slice(init.start, init.end))) continue;
          pure = `${pure.slice(0, init.start)}/* @__PURE__ */ (() => (${pure.slice(init.start, init.end)}))()${pure.slice(init.end)}`;
        }
      }
      return { code: pure, map: null };
    },
  };
}
