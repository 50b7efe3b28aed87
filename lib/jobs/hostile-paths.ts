import fc from 'fast-check';

/** What attackers put into the path of a request. Only tests read this. */
export const hostilePieces = fc.constantFrom(
  ...[
    '..',
    '../',
    '/',
    '%2f',
    '%2e%2e',
    '..%2f',
    '%252e',
    '\\',
    '..\\',
    '\0',
    '%00',
    'C:',
    'c:\\windows',
    '~',
  ],
  ...[
    'videos',
    'references',
    'firstframe.db',
    'secret',
    '.',
    'etc/passwd',
    "' or 1=1 --",
    '%',
    '_',
    '*',
    '\r\n',
  ],
  ...[
    '\ud800',
    '\u202e',
    '日',
    'null',
    'undefined',
    '__proto__',
    'constructor',
    ';',
    '?',
    '#',
    ' ',
    'a'.repeat(300),
  ],
);
/** A segment of a path, made of those and of an id that there is. */
export const hostileSegments = (id: string) =>
  fc.oneof(
    fc.array(hostilePieces, { minLength: 1, maxLength: 6 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary' }),
    hostilePieces.map((piece) => `${piece}${id}`),
    hostilePieces.map((piece) => `${id}${piece}`),
  );
