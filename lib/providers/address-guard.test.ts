import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { describe, expect, test } from 'vitest';
import { isPublicAddress } from './address-guard';
import { embedIpv4 } from './hostile-urls';

const byte = fc.integer({ min: 0, max: 255 });
const anyIpv4 = fc.tuple(byte, byte, byte, byte);
/** Each range by its first address and its last, which IANA lists as not globally reachable, or as nobody's. */
const closedIpv4: readonly [string, string][] = [
  ['0.0.0.0', '0.255.255.255'],
  ['10.0.0.0', '10.255.255.255'],
  ['100.64.0.0', '100.127.255.255'],
  ['127.0.0.0', '127.255.255.255'],
  ['169.254.0.0', '169.254.255.255'],
  ['172.16.0.0', '172.31.255.255'],
  ['192.0.0.0', '192.0.0.255'],
  ['192.0.2.0', '192.0.2.255'],
  ['192.168.0.0', '192.168.255.255'],
  ['198.18.0.0', '198.19.255.255'],
  ['198.51.100.0', '198.51.100.255'],
  ['203.0.113.0', '203.0.113.255'],
  ['224.0.0.0', '239.255.255.255'],
  ['240.0.0.0', '255.255.255.255'],
  ['168.63.129.16', '168.63.129.16'],
];
const toNumber = (text: string) => text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
const toText = (number: number) => [24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join('.');

describe('S1: the addresses that are anybody’s', () => {
  test.each([
    '1.1.1.1',
    '8.8.8.8',
    '203.0.114.1',
    '168.63.129.15',
    '2606:4700:4700::1111',
    '[2a00:1450::1]',
    '64:ff9b::808:808',
    '::ffff:8.8.8.8',
  ])('%s is one', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  test.each([
    '::',
    '::1',
    '[::1]',
    'fc00::1',
    'fd12::1',
    'fd00:ec2::254',
    'fe80::1',
    'fe80::1%eth0',
    '2606:4700::1%eth0',
    'fec0::1',
    'ff02::1',
    '100::1',
    '4000::1',
    '5f00::1',
    '2001:db8::1',
    '2001::1',
    '2001:2::1',
    '3fff::1',
    '',
    'localhost',
    '0x7f.1',
    '127.1',
    '2130706433',
    'not an address',
  ])('%s is none', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test('nor is any within a range that IANA keeps from the Internet, and what lies beside one is', () => {
    for (const [first, last] of closedIpv4) {
      const [from, to] = [toNumber(first), toNumber(last)];
      fc.assert(
        fc.property(fc.integer({ min: from, max: to }), (number) => !isPublicAddress(toText(number))),
      );
      expect([first, last].map(isPublicAddress)).toEqual([false, false]);
    }
    const beside = [
      ['9.255.255.255', '11.0.0.0'],
      ['100.63.255.255', '100.128.0.0'],
      ['126.255.255.255', '128.0.0.0'],
      ['169.253.255.255', '169.255.0.0'],
      ['172.15.255.255', '172.32.0.0'],
      ['192.167.255.255', '192.169.0.0'],
      ['198.17.255.255', '198.20.0.0'],
      ['223.255.255.255', '192.0.1.0'],
    ].flat();
    expect(beside.filter((address) => !isPublicAddress(address))).toEqual([]);
  });

  test('an IPv4 address in disguise is at most as public as it is itself, and mapped or translated exactly so', () => {
    fc.assert(
      fc.property(anyIpv4, (bytes) => {
        const isPublic = isPublicAddress(bytes.join('.'));
        const forms = embedIpv4(bytes);
        for (const [form, address] of Object.entries(forms)) {
          expect(ipaddr.isValid(address), `${form} ${address}`).toBe(true);
          if (!isPublic) expect(isPublicAddress(address), `${form} ${address}`).toBe(false);
        }
        for (const form of [forms.mapped, forms.mappedInHex, forms.mappedInFull, forms.nat64])
          expect(isPublicAddress(form ?? ''), form).toBe(isPublic);
      }),
      { numRuns: 2_000 },
    );
  });

  test('the ways to hide one that nobody uses any more are refused even around a public one', () => {
    const { mapped, mappedInHex, mappedInFull, nat64, ...others } = embedIpv4([8, 8, 8, 8]);
    expect([mapped, mappedInHex, mappedInFull, nat64].every((form) => isPublicAddress(form ?? ''))).toBe(
      true,
    );
    expect(Object.entries(others).filter(([, address]) => isPublicAddress(address))).toEqual([]);
  });

  test('of IPv6 only what is global unicast, and in none of the library’s other ranges', () => {
    fc.assert(
      fc.property(fc.array(byte, { minLength: 16, maxLength: 16 }), (bytes) => {
        const address = new ipaddr.IPv6(bytes);
        const isGlobal = (bytes[0] ?? 0) >> 5 === 1 && address.range() === 'unicast';
        fc.pre(!address.isIPv4MappedAddress());
        expect(isPublicAddress(address.toString())).toBe(isGlobal);
      }),
      { numRuns: 2_000 },
    );
  });
});
