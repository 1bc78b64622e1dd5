import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** The checkout's folder. */
export const root = fileURLToPath(new URL('../../..', import.meta.url));

const usage = `Usage: npm start -- [options]
  --port N     listen on port N; the addresses that OBS and your browser know change with it
  --data DIR   keep settings and avatars in DIR
  --no-open    do not open the panel in the browser
  --help       show this`;

/**
 * Reads the command line; shows the usage and ends the process where it asks for help (0) or is wrong (2).
 * @returns {{ root: string, port: number | undefined, dataDir: string | undefined, open: boolean }}
 */
export function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        'no-open': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) {
      console.log(usage);
      process.exit(0);
    }
    return { root, port: readPort(values.port), dataDir: readFolder(values.data), open: !values['no-open'] && !process.env.CI };
  } catch (error) {
    console.error(`${/** @type {Error} */ (error).message}\n${usage}`);
    process.exit(2);
  }
}

/** @param {string | undefined} text */
function readPort(text) {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65535) throw new Error(`"${text}" is no port: a number from 1 to 65535 is.`);
  return port;
}

/** Relative to where the user called npm. @param {string | undefined} text */
function readFolder(text) {
  if (text === '') throw new Error('--data takes a folder.');
  return text && path.resolve(process.env.INIT_CWD ?? process.cwd(), text);
}
