import { createServer } from '../../apps/relay/src/server.ts';

/** A relay in a process of its own, to be killed: `relay-process.ts <folder>`; prints its address. */
const folder = process.argv[2];
const pages = { overlay: folder, panel: folder, models: folder };
const { url } = await createServer({
  port: 0,
  dataDir: `${folder}/data`,
  pages,
  shippedAvatars: `${folder}/shipped`,
  version: '0.0.0',
  log: console.error,
});
console.log(url);
