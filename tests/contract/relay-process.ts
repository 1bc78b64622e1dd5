import { createServer } from '../../apps/relay/src/server.ts';

/** A relay in a process of its own, to be killed: `relay-process.ts <folder> [port]`; prints its address. */
const [folder, port = '0'] = process.argv.slice(2);
const pages = { overlay: folder, panel: folder, models: folder };
const { url } = await createServer({
  port: Number(port),
  dataDir: `${folder}/data`,
  pages,
  shippedAvatars: `${folder}/shipped`,
  version: '0.0.0',
  log: console.error,
});
console.log(url);
