import { networkInterfaces } from 'node:os';

/** Networks that the internet does not reach from outside: RFC 1918, link-local, and RFC 6598, which private tunnels use. */
const PRIVATE = [/^10\./, /^192\.168\./, /^172\.(1[6-9]|2\d|3[01])\./, /^169\.254\./, /^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./];

/** Whether an IPv4 address is of a private network. */
export function isPrivateAddress(address: string): boolean {
  return PRIVATE.some((range) => range.test(address));
}

/** This computer's IPv4 addresses in private networks; one that the internet reaches is never among them. */
export function localAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal, address }) => family === 'IPv4' && !internal && isPrivateAddress(address))
    .map(({ address }) => address);
}
