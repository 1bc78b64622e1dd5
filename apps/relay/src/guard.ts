import type { IncomingMessage } from 'node:http';

/** The names by which this machine may call the relay; any other Host is a foreign name that was made to point here. */
export function ownHosts(port: number): ReadonlySet<string> {
  return new Set(['127.0.0.1', 'localhost'].map((name) => hostOf(name, port, 80)));
}

/** The one name by which a device in the network may call it: the address that it connected to. */
export function networkHosts({ socket }: Pick<IncomingMessage, 'socket'>): ReadonlySet<string> {
  const { localAddress = '', localPort = 0 } = socket;
  return new Set([hostOf(localAddress, localPort, schemeOf({ socket }) === 'https' ? 443 : 80)]);
}

/** How the request's own address begins. */
export function schemeOf({ socket }: Pick<IncomingMessage, 'socket'>): 'http' | 'https' {
  return 'encrypted' in socket ? 'https' : 'http';
}

function hostOf(name: string, port: number, usual: number): string {
  return port === usual ? name : `${name}:${port}`;
}

/**
 * Why a request is refused, or null for one of ours. Pages of other origins can neither read nor send: their requests
 * carry a foreign Origin, or say by Sec-Fetch-Site that they come from elsewhere. A link on another page may be followed
 * (a navigation of a whole tab). Programs that are no browser send neither header and pass.
 */
export function refusal(
  request: Pick<IncomingMessage, 'headers'>,
  hosts: ReadonlySet<string>,
  scheme: 'http' | 'https' = 'http',
): string | null {
  const { host = '', origin, 'sec-fetch-site': site, 'sec-fetch-mode': mode, 'sec-fetch-dest': destination } = request.headers;
  if (!hosts.has(host.toLowerCase())) return 'Masque answers only to its own address.';
  const own = `${scheme}://`;
  const foreignOrigin = origin !== undefined && !(origin.startsWith(own) && hosts.has(origin.slice(own.length)));
  const foreignSite = site === 'cross-site' || site === 'same-site';
  const followedLink = mode === 'navigate' && destination === 'document';
  return foreignOrigin || (foreignSite && !followedLink) ? 'Pages of other addresses may not use Masque.' : null;
}
