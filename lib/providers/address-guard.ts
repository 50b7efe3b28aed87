import 'server-only';
import ipaddr from 'ipaddr.js';

/** Ranges whose last four bytes, or bytes 2–5, are an IPv4 address in disguise. */
function embeddedIpv4(address: ipaddr.IPv6): ipaddr.IPv4 | null {
  const bytes = address.toByteArray();
  const isZero = (from: number, to: number) => bytes.slice(from, to).every((byte) => byte === 0);
  const tail = () => new ipaddr.IPv4(bytes.slice(12));
  if (address.isIPv4MappedAddress()) return address.toIPv4Address();
  // IPv4-compatible `::/96` is unicast to the library, and reaches loopback on some systems.
  if (isZero(0, 12)) return tail();
  if (address.match(ipaddr.parseCIDR('64:ff9b::/96')) || address.match(ipaddr.parseCIDR('64:ff9b:1::/48')))
    return tail();
  if (address.match(ipaddr.parseCIDR('2002::/16'))) return new ipaddr.IPv4(bytes.slice(2, 6));
  return null;
}

/** Whether a literal IP address is one that anybody on the public Internet could be at. */
export function isPublicAddress(literal: string): boolean {
  const text = literal.replace(/^\[|\]$/g, '');
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  if (address instanceof ipaddr.IPv6) {
    const inner = embeddedIpv4(address);
    if (inner) return inner.range() === 'unicast';
  }
  return address.range() === 'unicast';
}
