import 'server-only';

/** What parameters of paths and queries mean, wherever they stand. */
export const parameterWords: Record<string, string> = {
  id: 'An id, as answers have it.',
  action: 'What to do.',
  delivery: 'The id of what was sent.',
  file: 'The last part of a reference’s `url`.',
  after: 'The id to begin after: `last_id` of the page before.',
  limit: 'How many at most; 20 without it.',
  order: 'By the time of the request.',
  status: 'Only these.',
  provider: 'Only those of this provider, by its id.',
  model: 'Only those of this model.',
  trashed: '`true` for the trash instead of the library.',
  changed_since:
    'The `cursor` of an earlier answer: only what changed since, in the order of change, whatever the filters.',
  since: 'A time in Unix seconds: only what came to its end after it.',
  variant: 'The video, or a still of it.',
  download: 'Makes a browser save it under its name.',
  purge: 'Deletes it for good, with its files.',
  q: 'Words that it has to hold, all of them.',
  kind: 'Only these.',
  from: 'The first day, such as `2026-11-21`; without it 30 days up to the last.',
  to: 'The last day; without it today.',
  by: 'What to add up by: `day`, `provider`, `model`, with commas; `day,provider` without it.',
  zone: 'The time zone whose days are meant, such as `Europe/Berlin`; without it the studio’s.',
  ids: 'Ids with commas between them; without it all but the trash.',
};
