/** For tests: videos that would stall, fill or bring down whoever opens them, made from a sound one. */

const html = '<!doctype html><script>document.title="stowaway"</script>';
const containers = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl', 'edts', 'dinf']);

const latin1 = (text: string) => Buffer.from(text, 'latin1');

/** ISO/IEC 14496-12 §4.2: size, name, content. */
function box(name: string, ...content: (Buffer | string)[]): Buffer {
  const body = Buffer.concat(content.map((part) => (typeof part === 'string' ? latin1(part) : part)));
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + body.length);
  head.write(name, 4, 'latin1');
  return Buffer.concat([head, body]);
}

/** A file's boxes rebuilt, with each box of one name changed; sizes come out right, offsets of samples do not. */
function changeBox(bytes: Buffer, wanted: string, change: (content: Buffer) => Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at + 8 <= bytes.length; ) {
    const size = bytes.readUInt32BE(at) || bytes.length - at;
    const name = bytes.toString('latin1', at + 4, at + 8);
    const content = bytes.subarray(at + 8, at + size);
    if (name === wanted) parts.push(box(name, change(Buffer.from(content))));
    else if (containers.has(name)) parts.push(box(name, changeBox(content, wanted, change)));
    else parts.push(bytes.subarray(at, at + size));
    at += size;
  }
  return Buffer.concat(parts);
}

/** Writes numbers into a copy of a box's content: pairs of place and 32-bit value. */
function put(...pairs: [place: number, value: number][]) {
  return (content: Buffer): Buffer => {
    for (const [place, value] of pairs) content.writeUInt32BE(value, place);
    return content;
  };
}

/** EBML (RFC 8794): an id and a size as they are written, then the content. */
function element(id: string, content: Buffer | string, size?: string): Buffer {
  const body = typeof content === 'string' ? latin1(content) : content;
  const length = Buffer.alloc(8);
  length.writeBigUInt64BE(0x0100000000000000n | BigInt(body.length));
  return Buffer.concat([Buffer.from(id, 'hex'), size ? Buffer.from(size, 'hex') : length, body]);
}

function matroska(): Record<string, Buffer> {
  const head = element('1a45dfa3', element('4282', 'webm'));
  const unknown = '01ffffffffffffff';
  const segment = (content: Buffer, size?: string) =>
    Buffer.concat([head, element('18538067', content, size)]);
  const track = (width: string, height: string) =>
    element(
      'ae',
      Buffer.concat([
        element('d7', Buffer.from([1])),
        element('73c5', Buffer.from([1])),
        element('83', Buffer.from([1])),
        element('86', 'V_VP9'),
        element(
          'e0',
          Buffer.concat([
            element('b0', Buffer.from(width, 'hex')),
            element('ba', Buffer.from(height, 'hex')),
          ]),
        ),
      ]),
    );
  const tracks = (...list: Buffer[]) => element('1654ae6b', Buffer.concat(list));
  const block = element('a3', Buffer.from([0x81, 0, 0, 0x80, 1, 2, 3]));
  let nested = element('a0', 'x');
  for (let depth = 0; depth < 5_000; depth += 1) nested = element('a0', nested);
  return {
    'WebM of a head alone': head,
    'WebM whose segment claims all there is': segment(Buffer.alloc(0), '01fffffffffffffe'),
    'WebM of unknown sizes all the way down': segment(
      element('1f43b675', element('a0', '', unknown), unknown),
      unknown,
    ),
    'WebM of 5,000 boxes in each other': segment(nested),
    'WebM with 20,000 tracks': segment(tracks(...Array.from({ length: 20_000 }, () => track('40', '40')))),
    'WebM of 4 billion pixels a side': segment(
      Buffer.concat([
        tracks(track('ffffffff', 'ffffffff')),
        element('1f43b675', Buffer.concat([element('e7', Buffer.from([0])), block])),
      ]),
    ),
    'WebM of a million empty pieces': segment(
      Buffer.concat([tracks(track('40', '40')), Buffer.alloc(2_000_000, Buffer.from('ec80', 'hex'))]),
    ),
    'WebM of 100,000 clusters': segment(
      Buffer.concat([
        tracks(track('40', '40')),
        ...Array.from({ length: 100_000 }, () => element('1f43b675', element('e7', Buffer.from([0])))),
      ]),
    ),
    'WebM whose head is longer than any file': Buffer.concat([
      Buffer.from('1a45dfa301fffffffffffffe', 'hex'),
      latin1(html),
    ]),
    'EBML of another kind': element('1a45dfa3', element('4282', 'html')),
  };
}

/**
 * At least thirty hostile files, by name.
 * @param sound an MP4 whose index stands before its frames
 */
export function hostileVideos(sound: Buffer): Record<string, Buffer> {
  const ftyp = sound.subarray(0, sound.readUInt32BE(0));
  let nested = box('free', html);
  for (let depth = 0; depth < 20_000; depth += 1) nested = box('moov', nested.subarray(0, 4_000));
  let deepTracks = box('free');
  for (let depth = 0; depth < 3_000; depth += 1) deepTracks = box(depth % 2 ? 'moov' : 'trak', deepTracks);
  const huge = Buffer.alloc(16);
  huge.writeUInt32BE(1);
  huge.write('mdat', 4, 'latin1');
  huge.writeBigUInt64BE(2n ** 63n - 1n, 8);
  const change = (name: string, how: (content: Buffer) => Buffer) => changeBox(sound, name, how);
  const most = 2 ** 32 - 1;
  const trak = (() => {
    let found: Buffer = Buffer.alloc(0);
    changeBox(sound, 'trak', (content) => {
      found = box('trak', content);
      return content;
    });
    return found;
  })();
  return {
    nothing: Buffer.alloc(0),
    HTML: latin1(html),
    JSON: latin1('{"error":{"message":"expired"}}'),
    'ftyp alone': ftyp,
    'ftyp and HTML': Buffer.concat([ftyp, latin1(html)]),
    'ftyp that claims 4 GB': Buffer.concat([latin1('\xff\xff\xff\xffftypisom'), Buffer.alloc(64)]),
    'ftyp of no size': Buffer.concat([latin1('\0\0\0\x01ftypisom'), Buffer.alloc(64)]),
    'a box of 2^63 bytes': Buffer.concat([ftyp, huge]),
    'a box of no size before the index': Buffer.concat([
      ftyp,
      latin1('\0\0\0\0free'),
      sound.subarray(ftyp.length),
    ]),
    'a box of four bytes, for ever': Buffer.concat([
      ftyp,
      ...Array.from({ length: 1_000 }, () => latin1('\0\0\0\x04free')),
    ]),
    'a million empty boxes': Buffer.concat([ftyp, Buffer.alloc(8_000_000, latin1('\0\0\0\x08free'))]),
    'boxes in boxes': Buffer.concat([ftyp, nested]),
    'indexes in tracks in indexes': Buffer.concat([ftyp, deepTracks]),
    'an index of zeros': Buffer.concat([ftyp, box('moov', Buffer.alloc(1_000_000))]),
    '2^32 sample sizes of one': change('stsz', put([4, 1], [8, most])),
    '2^31 sample sizes that are not there': change('stsz', put([4, 0], [8, 2 ** 31])),
    '2^32 times': change('stts', put([4, 1], [8, most], [12, 1])),
    '2^32 entries of times': change('stts', put([4, most])),
    'times that stand still': change('stts', put([12, 0])),
    'times longer than any': change('stts', put([12, most])),
    '2^32 chunks': change('stco', put([4, most])),
    'chunks beyond the end': change('stco', (content) => content.fill(0xff, 8)),
    '2^32 frames in a chunk': change('stsc', put([12, most])),
    '2^32 entries of chunks': change('stsc', put([4, most])),
    '2^32 key frames': change('stss', put([4, most])),
    'a time scale of nothing': change('mdhd', put([12, 0])),
    'a time scale of nothing for all': change('mvhd', put([12, 0])),
    'a length below nothing': change('mdhd', put([16, 2 ** 31])),
    '100,000 × 100,000 pixels': change('tkhd', (content) => {
      content.writeUInt32BE(most, content.length - 8);
      content.writeUInt32BE(most, content.length - 4);
      return content;
    }),
    'a frame of 65,535 × 65,535': change('stsd', (content) => {
      content.writeUInt32BE(most, content.indexOf('avc1') + 28);
      return content;
    }),
    'a decoder told of garbage': change('stsd', (content) => content.fill(0x41, content.indexOf('avcC') + 4)),
    'no decoder told of anything': change('stsd', put([4, 0])),
    '2^32 decoders': change('stsd', put([4, most])),
    '100,000 edits that go back to the beginning': withEdits(sound, 100_000),
    'a matrix of garbage': change('tkhd', (content) => content.fill(0x7f, 40, 76)),
    '10,000 tracks': change('moov', (content) =>
      Buffer.concat([content, ...Array.from({ length: 10_000 }, () => trak)]),
    ),
    'frames of noise': Buffer.concat([sound.subarray(0, -2_000), Buffer.alloc(2_000, 0xa5)]),
    'cut in its index': sound.subarray(0, ftyp.length + 200),
    'cut in its frames': sound.subarray(0, sound.length * 0.6),
    ...matroska(),
  };
}

/** An edit list (§8.6.6) of so many edits, each of which goes back to the beginning. */
function withEdits(sound: Buffer, count: number): Buffer {
  const edits = Buffer.alloc(8 + 12 * count);
  edits.writeUInt32BE(count, 4);
  for (let edit = 0; edit < count; edit += 1) {
    edits.writeUInt32BE(2 ** 32 - 1, 8 + 12 * edit);
    edits.writeUInt16BE(1, 8 + 12 * edit + 8);
  }
  return changeBox(sound, 'trak', (content) => Buffer.concat([box('edts', box('elst', edits)), content]));
}
