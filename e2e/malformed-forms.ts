export type Random = {
  below: (limit: number) => number;
  pick: <Item>(items: readonly Item[]) => Item;
};

export const latin1 = (text: string) => Buffer.from(text, 'latin1');
const field = (name: string, value: string) =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const file = (name: string, content: string) =>
  `--b\r\nContent-Disposition: form-data; name="${name}"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n${content}\r\n`;
const part = (head: string, content = 'x') => `--b\r\n${head}\r\n\r\n${content}\r\n`;
export const end = '--b--\r\n';

/** What each body holds besides what is wrong with it: no video ever comes of it, whichever piece is damaged. */
const barred = field('seconds', '0') + field('n', '0') + field('provider', 'nobody') + field('size', 'none');
export const good = barred + field('prompt', 'a boat') + file('input_reference', '\x89PNG\r\n\x1a\nno more');

/** What is wrong with a body, drawn by chance. */
export type Kind = (random: Random) => {
  type?: string;
  headers?: string[];
  body: Buffer | string;
  isBrokenHttp?: boolean;
};

export const form = 'multipart/form-data; boundary=b';
const many = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => make(index)).join('');

/** Forms that are wrong in themselves. */
export const malformedForms: Record<string, Kind> = {
  'bytes changed': ({ below }) => {
    const body = latin1(good + end);
    for (let left = 1 + below(40); left > 0; left -= 1) body[below(body.length)] = below(256);
    return { body };
  },
  'cut off': ({ below }) => ({ body: latin1(good + end).subarray(0, below(good.length)) }),
  'bytes taken out': ({ below }) => {
    const body = latin1(good + end);
    const at = below(body.length);
    return { body: Buffer.concat([body.subarray(0, at), body.subarray(at + 1 + below(60))]) };
  },
  noise: ({ below }) => ({ body: Buffer.from(Array.from({ length: below(5_000) }, () => below(256))) }),
  'no end': () => ({ body: good }),
  nothing: () => ({ body: '' }),
  'an end alone': () => ({ body: end }),
  'another boundary': ({ pick }) => ({
    type: `multipart/form-data${pick(['', '; boundary=', '; boundary=c', '; boundary=""', '; boundary="b', '; boundary=b b', `; boundary=${'b'.repeat(500)}`, '; charset=utf-8', '; boundary=\xff'])}`,
    body: good + end,
  }),
  'another type': ({ pick }) => ({
    type: pick([
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/mixed; boundary=b',
      'application/jsonp',
      'image/png',
      'multipart/form-data2',
      '*/*',
      'application/json',
    ]),
    body: good + end,
  }),
  'many parts': ({ pick, below }) => ({
    body: barred + many(pick([65, 500, 5_000]) + below(9), (index) => field(`f${index}`, 'x')) + end,
  }),
  'many files': ({ below }) => ({
    body: barred + many(17 + below(40), () => file('reference_images', 'x')) + end,
  }),
  'parts that are nothing': ({ below }) => ({
    body: barred + many(65 + below(200), () => part('X: y')) + end,
  }),
  'a long text': ({ pick, below }) => ({
    body:
      barred +
      field(pick(['prompt', 'model', 'user', 'metadata', 'x']), 'x'.repeat(132_000 + below(500_000))) +
      end,
  }),
  'a long name': ({ below }) => ({ body: barred + field('n'.repeat(201 + below(9_000)), 'x') + end }),
  'a long head': ({ below }) => ({
    body:
      barred +
      part(`Content-Disposition: form-data; name="a"\r\nX: ${'y'.repeat(17_000 + below(50_000))}`) +
      end,
  }),
  'many heads': ({ below }) => ({
    body:
      barred +
      part(
        `Content-Disposition: form-data; name="a"\r\n${many(33 + below(900), (index) => `X${index}: y\r\n`)}Y: z`,
      ) +
      end,
  }),
  'a strange disposition': ({ pick }) => ({
    body:
      barred +
      part(
        pick([
          'Content-Disposition: attachment; name="prompt"',
          'Content-Disposition: form-data',
          'Content-Disposition: form-data; name=',
          'Content-Disposition: form-data; name="a',
          'Content-Disposition:',
          'Content-Disposition: form-data; name="a"; name="b"',
          'Content-Disposition : form-data; name="a"',
          'Content-Disposition: form-data; filename="a"',
          ': form-data',
          'form-data; name="prompt"',
          '\0',
        ]),
      ) +
      end,
  }),
  'a strange name': ({ pick }) => ({
    body:
      barred +
      field(
        pick([
          '__proto__',
          'metadata[__proto__]',
          'a\r\nX: y',
          'a\nb',
          '\0',
          '[',
          ']',
          '[]',
          'a[b][c]',
          'constructor[prototype]',
          '\xff\xfe',
          '%00',
          '../../a',
          'a\\"',
          'prompt[]',
          'input_reference[image_url]',
        ]),
        'x',
      ) +
      end,
  }),
  'a field twice': ({ pick, below }) => ({
    body:
      barred +
      many(2 + below(20), () =>
        field(pick(['prompt', 'seconds', 'model', 'metadata', 'input_reference']), 'x'),
      ) +
      end,
  }),
  'a multipart within': ({ below }) => ({
    body:
      barred +
      many(
        1 + below(20),
        (index) =>
          `--b\r\nContent-Disposition: form-data; name="files"\r\nContent-Type: multipart/mixed; boundary=b${index}\r\n\r\n--b${index}\r\n\r\nx\r\n--b${index}--\r\n`,
      ) +
      end,
  }),
  'a file for a text': ({ pick }) => ({
    body: barred + file(pick(['prompt', 'seconds', 'model', 'n', '', '__proto__', 'x']), 'a boat') + end,
  }),
  'a text for a file': ({ pick }) => ({
    body:
      barred +
      field(
        pick(['input_reference', 'image', 'last_frame', 'reference_images']),
        pick([
          'x',
          'data:image/png;base64,',
          'file:///etc/passwd',
          `data:image/svg+xml;base64,${'PHN2Zz4='.repeat(9)}`,
          '/api/references/x',
          'A'.repeat(99),
        ]),
      ) +
      end,
  }),
  'a strange encoding': ({ pick }) => ({
    body:
      barred +
      part(
        `Content-Disposition: form-data; name="prompt"\r\n${pick(['Content-Type: text/plain; charset=x-none', 'Content-Type: text/plain; charset=utf-7', 'Content-Type: text/plain; charset=utf-16', 'Content-Type: ;', 'Content-Transfer-Encoding: base64', 'Content-Transfer-Encoding: none', 'Content-Type: text/plain; charset='])}`,
        '\xff\xfe\0',
      ) +
      end,
  }),
};
