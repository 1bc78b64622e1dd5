import { expect, test } from 'vitest';
import { isPrivateAddress } from '../../../../apps/relay/src/network/local-addresses.ts';

test.each([
  ['10.0.0.1', true],
  ['192.168.178.20', true],
  ['172.16.0.1', true],
  ['172.31.255.1', true],
  ['169.254.3.4', true],
  ['100.64.0.1', true],
  ['100.127.9.9', true],
  ['172.32.0.1', false],
  ['172.15.0.1', false],
  ['100.128.0.1', false],
  ['8.8.8.8', false],
  ['110.1.1.1', false],
  ['192.169.1.1', false],
  ['127.0.0.1', false],
])('%s is of a private network: %s', (address, expected) => {
  expect(isPrivateAddress(address)).toBe(expected);
});
