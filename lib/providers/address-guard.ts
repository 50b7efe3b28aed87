import 'server-only';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** The address at which Azure answers its own machines with their secrets; it lies in a public range. */
const azureWireServer = '168.63.129.16';
const globalUnicast = ipaddr.parseCIDR('2000::/3');
/** What a resolver that translates (DNS64) says for a host that has an IPv4 address alone (RFC 6052 §2.1). */
const translated = ipaddr.parseCIDR('64:ff9b::/96');

function isPublicIpv4(address: ipaddr.IPv4): boolean {
  return address.range() === 'unicast' && address.toString() !== azureWireServer;
}

/**
 * Whether a literal IP address is one that anybody on the public Internet could be at. Of the ways to hide an IPv4
 * address in an IPv6 one, two are in use and judged by that address: mapped, and the well-known prefix of NAT64. All
 * others are refused, whatever is in them: IPv4-compatible, 6to4 and Teredo, which are given up, and `64:ff9b:1::/48`,
 * which is for networks of one's own and does not say where in it the IPv4 address stands (RFC 8215).
 */
export function isPublicAddress(literal: string): boolean {
  const text = literal.replace(/^\[|\]$/g, '');
  if (isIP(text) === 0) return false;
  const address = ipaddr.parse(text);
  if (address instanceof ipaddr.IPv4) return isPublicIpv4(address);
  if (address.zoneId !== undefined) return false;
  if (address.isIPv4MappedAddress()) return isPublicIpv4(address.toIPv4Address());
  if (address.match(translated)) return isPublicIpv4(new ipaddr.IPv4(address.toByteArray().slice(12)));
  return address.match(globalUnicast) && address.range() === 'unicast';
}
