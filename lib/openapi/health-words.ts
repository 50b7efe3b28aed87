import 'server-only';
import type { Words } from './words';

/** What is said of how the studio is. */
export const healthWords: Words = {
  '': 'Callers who are not let in are told `ok` alone.',
  ok: 'Whether every part is well; else the status is 503.',
  database: 'Whether it can be read.',
  'database.ok': 'Well or not.',
  'database.ms': 'How long that took.',
  storage: 'Whether it can be written.',
  'storage.ok': 'Well or not.',
  'storage.ms': 'How long that took.',
  'storage.free_bytes': 'What is left of the disk, where that is known.',
  poller: 'Whether jobs are looked after.',
  'poller.ok': 'Well or not.',
  'poller.age_ms': 'How long ago it last looked for due jobs; it does every two seconds.',
};
