// Where a webhook may go: an address a partner named is asked from inside the city's network, so it must be a public one.
import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Addresses that are not on the public Internet (IANA special-purpose registries, RFC 6890), multicast among them. */
const special: readonly (readonly [network: string, prefix: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];

const privateV4 = new BlockList();
for (const [network, prefix] of special) privateV4.addSubnet(network, prefix, 'ipv4');

/** Of IPv6 only global unicast (2000::/3) is public, and not what carries or hides an IPv4 address. */
const globalV6 = new BlockList();
globalV6.addSubnet('2000::', 3, 'ipv6');
const exceptedV6 = new BlockList();
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  exceptedV6.addSubnet(network, prefix, 'ipv6');
}

/** Whether an IP address is on the public Internet. */
export function isPublicAddress(address: string): boolean {
  const kind = isIP(address);
  if (kind === 4) return !privateV4.check(address, 'ipv4');
  return kind === 6 && globalV6.check(address, 'ipv6') && !exceptedV6.check(address, 'ipv6');
}

/** What is wrong with an address, for the engineer who registers it. */
export type AddressFault = 'notHttps' | 'credentials' | 'private';

const bare = (hostname: string): string => hostname.replace(/^\[|\]$/g, '');

/** What can be said of an address before its name is resolved; null where nothing is wrong with it. */
export function faultOf(url: URL, privateAllowed: boolean): AddressFault | null {
  if (url.username !== '' || url.password !== '') return 'credentials';
  if (privateAllowed && url.protocol === 'http:') return null;
  if (url.protocol !== 'https:') return 'notHttps';
  if (privateAllowed) return null;
  const host = bare(url.hostname);
  if (isIP(host) !== 0) return isPublicAddress(host) ? null : 'private';
  return host === 'localhost' || host.endsWith('.localhost') ? 'private' : null;
}

/** A name resolved to an address of ours. */
class PrivateAddress extends Error {
  override name = 'PrivateAddress';
}

/**
 * Resolves a name for a connection, and refuses it when any of its addresses is private. What is checked is what is
 * connected to, so a name that resolves to something else the second time gains nothing.
 */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    const [first] = addresses ?? [];
    if (error || !first) return callback(error ?? new Error('no address'), '');
    if (!addresses.every(({ address }) => isPublicAddress(address))) {
      return callback(new PrivateAddress('resolves to a private address'), '');
    }
    if (options.all) return callback(null, addresses);
    callback(null, first.address, first.family);
  });
};
