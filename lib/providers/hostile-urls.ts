/**
 * Addresses that no stranger may send the studio to, as attackers spell them. Only tests read this: whatever goes out
 * to an address from outside is tried with all of them.
 */

type Bytes = [number, number, number, number];

const join = (bytes: readonly number[], radix: number, prefix: string) =>
  bytes.map((byte) => `${prefix}${byte.toString(radix)}`).join('.');

/** Two bytes as a group of an IPv6 address. */
const group = (high: number, low: number) => ((high << 8) | low).toString(16);

/** One IPv4 address in every IPv6 address that stands for it somewhere. */
export function embedIpv4([a, b, c, d]: Bytes): Record<string, string> {
  const [high, low] = [group(a, b), group(c, d)];
  return {
    mapped: `::ffff:${a}.${b}.${c}.${d}`,
    mappedInHex: `::ffff:${high}:${low}`,
    mappedInFull: `0:0:0:0:0:FFFF:${high.toUpperCase()}:${low}`,
    compatible: `::${high}:${low}`,
    siit: `::ffff:0:${high}:${low}`,
    nat64: `64:ff9b::${high}:${low}`,
    // RFC 6052 §2.2: in a prefix of 48, 56 or 64 bits the bytes go around the ninth, which is zero.
    localNat64Of48: `64:ff9b:1:${high}:${group(0, c)}:${group(d, 0)}::`,
    localNat64Of56: `64:ff9b:1:${group(0, a)}:${group(0, b)}:${group(c, d)}::`,
    localNat64Of64: `64:ff9b:1:0:${group(0, a)}:${group(b, c)}:${group(d, 0)}:0`,
    localNat64Of96: `64:ff9b:1::${high}:${low}`,
    localNat64Disguised: `64:ff9b:1:${high}:${group(0, c)}:${group(d, 0)}:808:808`,
    sixToFour: `2002:${high}:${low}::1`,
    teredoClient: `2001:0:808:808:0:0:${group(a ^ 255, b ^ 255)}:${group(c ^ 255, d ^ 255)}`,
    teredoServer: `2001:0:${high}:${low}:0:0:f7f7:f7f7`,
    isatap: `fe80::5efe:${high}:${low}`,
  };
}

/** One IPv4 address as browsers, C libraries and careless parsers write it. */
function spellIpv4(bytes: Bytes): string[] {
  const [a, b, c, d] = bytes;
  const plain = bytes.join('.');
  const whole = ((a * 256 + b) * 256 + c) * 256 + d;
  const shifted = (by: number) => plain.replace(/\d/g, (digit) => String.fromCodePoint(by + Number(digit)));
  return [
    plain,
    `${plain}.`,
    String(whole),
    `0x${whole.toString(16)}`,
    `0X${whole.toString(16).toUpperCase()}`,
    `0${whole.toString(8)}`,
    `0x00000000${whole.toString(16)}`,
    join(bytes, 16, '0x'),
    join(bytes, 8, '0'),
    join(bytes, 8, '0000'),
    `0x${a.toString(16)}.0${b.toString(8)}.${c * 256 + d}`,
    `${a}.${(b * 256 + c) * 256 + d}`,
    `${a}.${b}.${c * 256 + d}`,
    plain.replaceAll('.', '。'),
    plain.replaceAll('.', '．'),
    plain.replaceAll('.', '｡'),
    shifted(0xff10),
    shifted(0x1d7ce),
    [...plain].map((sign) => `%${sign.charCodeAt(0).toString(16)}`).join(''),
    plain.replaceAll('.', '%2e'),
    plain.replaceAll('.', '%E3%80%82'),
  ];
}

/** Ways to write an address around a host that hide where it leads. */
const disguises: readonly ((host: string) => string)[] = [
  (host) => `http://public.example@${host}/`,
  (host) => `http://public.example:80@${host}/`,
  (host) => `https://public.example%2F@${host}/`,
  (host) => `http://public.example#@${host}/`.replace('#', '%23'),
  (host) => `http:\\\\${host}\\`,
  (host) => `http:/${host}/`,
  (host) => `http:${host}/`,
  (host) => `HtTp:///${host}/`,
  (host) => `  http://${host}/`,
  (host) => `http://\t${host}/`,
  (host) => `ht\ntp://${host}/`,
  (host) => `http://${host}:443/`,
  (host) => `https://${host}:80/`,
  (host) => `http://${host}/?http://public.example/a.png`,
];

/** The addresses of machines that hand out secrets, and one of each range that is nobody's on the Internet. */
const closed: Bytes[] = [
  [127, 0, 0, 1],
  [169, 254, 169, 254],
  [10, 0, 0, 1],
  [192, 168, 1, 1],
  [100, 100, 100, 200],
  [168, 63, 129, 16],
];

const otherHosts = [
  '0',
  '0.0.0.0',
  '0x0',
  '0.1.2.3',
  '127.1',
  '127.127.127.127',
  '10.255.255.255',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.255.255',
  '169.254.0.23',
  '169.254.170.2',
  '169.254.169.123',
  '100.64.0.1',
  '100.127.255.255',
  '192.0.0.1',
  '192.0.0.192',
  '192.0.2.1',
  '192.31.196.1',
  '192.52.193.1',
  '192.88.99.1',
  '192.175.48.1',
  '198.18.0.1',
  '198.19.255.255',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '239.255.255.250',
  '240.0.0.1',
  '255.255.255.255',
  '[::]',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[0000::0001]',
  '[::%31]',
  '[fc00::1]',
  '[fd00:ec2::254]',
  '[fd20:ce::254]',
  '[fdff:ffff::1]',
  '[fe80::1]',
  '[fe80::1%25eth0]',
  '[febf::1]',
  '[fec0::1]',
  '[ff02::1]',
  '[100::1]',
  '[2001:2::1]',
  '[2001:3::1]',
  '[2001:10::1]',
  '[2001:20::1]',
  '[2001:db8::1]',
  '[3fff::1]',
  '[5f00::1]',
  '[4000::1]',
];

/** Names, and what a resolver says for them. */
export const hostileNames: Record<string, string[]> = {
  localhost: ['127.0.0.1', '::1'],
  'localhost.': ['127.0.0.1'],
  'ip6-localhost': ['::1'],
  'router.lan': ['192.168.0.1'],
  'localtest.example': ['127.0.0.1'],
  '127-0-0-1.sslip.example': ['127.0.0.1'],
  'metadata.google.internal': ['169.254.169.254'],
  'metadata.tencentyun.com': ['169.254.0.23'],
  'aws-six.example': ['fd00:ec2::254'],
  'alibaba.example': ['100.100.100.200'],
  'azure.example': ['168.63.129.16'],
  'mapped.example': ['::ffff:10.0.0.1'],
  'nat64.example': ['64:ff9b::a9fe:a9fe'],
  'local-nat64.example': ['64:ff9b:1:a9fe:a9:fe00::'],
  'six-to-four.example': ['2002:7f00:1::'],
  'teredo.example': ['2001:0:808:808::80ff:fffe'],
  'compatible.example': ['::7f00:1'],
  'zero.example': ['0.0.0.0'],
  'mixed.example': ['8.8.8.8', '10.0.0.1'],
  'mixed-first.example': ['10.0.0.1', '8.8.8.8'],
  'mixed-six.example': ['2606:4700::1', '::1'],
  'nobody.example': [],
};

/** Each leads to where nobody outside may look: refused wherever a stranger names it, and never dialled. */
export const privateUrls: readonly string[] = [
  ...closed.flatMap((bytes) => [
    ...spellIpv4(bytes).map((host) => `http://${host}/latest/meta-data/`),
    ...Object.values(embedIpv4(bytes)).map((host) => `http://[${host}]/latest/meta-data/`),
    ...disguises.map((disguise) => disguise(bytes.join('.'))),
  ]),
  ...otherHosts.map((host) => `https://${host}/a.png`),
  ...Object.keys(hostileNames).map((name) => `https://${name}/a.png`),
];

/** No address on the web that is meant for everybody, whatever its host: other schemes, other ports, a name and password. */
export const otherUrls: readonly string[] = [
  'file:///etc/passwd',
  'file://localhost/etc/passwd',
  'file:/etc/passwd',
  'ftp://8.8.8.8/a.png',
  'gopher://127.0.0.1:6379/_INFO',
  'dict://127.0.0.1:11211/stat',
  'ldap://127.0.0.1/',
  'jar:http://127.0.0.1!/a.png',
  'ws://127.0.0.1/',
  'blob:http://127.0.0.1/a',
  'about:blank',
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'view-source:http://127.0.0.1/',
  'unix:///var/run/docker.sock',
  'http+unix://%2Fvar%2Frun%2Fdocker.sock/info',
  '//127.0.0.1/a.png',
  '\\\\127.0.0.1\\share\\a.png',
  'http://',
  'http://[::1',
  'http://a b/',
  'http://%00/',
  'http://8.8.8.8:22/',
  'http://8.8.8.8:25/',
  'http://8.8.8.8:6379/',
  'http://8.8.8.8:2375/containers/json',
  'http://8.8.8.8:11211/',
  'http://8.8.8.8:8080/a.png',
  'http://8.8.8.8:0/',
  'http://8.8.8.8:99999/',
  'http://user@8.8.8.8/a.png',
  'http://user:password@8.8.8.8/a.png',
  'http://:password@8.8.8.8/a.png',
];
