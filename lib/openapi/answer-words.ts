import 'server-only';
import type { AnswerName } from './components';
import { healthWords } from './health-words';
import { organiseAnswerWords } from './organise-words';
import { shareWords } from './share-words';
import { stitchWords } from './stitch-words';
import { videoWords } from './video-words';
import type { Words } from './words';

const error: Words = {
  '': 'Every failed request is answered with this, as OpenAI’s SDKs read it.',
  error: 'What went wrong.',
  'error.message': 'In words: what it was, and what would be right.',
  'error.type': 'The kind, in OpenAI’s words.',
  'error.param': 'The field, parameter or header that it is about.',
  'error.code': 'One of a closed list.',
  'error.firstframe': 'What OpenAI has no word for.',
  'error.firstframe.body': 'The provider’s own answer.',
};

const relative = (field: string): Words => ({
  [`${field}.id`]: 'The video.',
  [`${field}.state`]:
    'Its `status`, or that it is in the trash (`trashed`), deleted for good (`purged`), or not in this library (`missing`).',
  [`${field}.prompt`]: 'As it was asked for.',
  [`${field}.size`]: 'WIDTHxHEIGHT.',
  [`${field}.has_thumbnail`]: 'Whether `/content?variant=thumbnail` answers.',
});
const kin = (field: string): Words => ({
  ...relative(field),
  [`${field}.kind`]:
    'The call that made the later of the two, or which of its images is a frame of the earlier.',
  [`${field}.frame`]: 'The number of that frame, from 0.',
  [`${field}.seconds`]: 'When it is shown.',
});

/** What the fields of answers mean. */
export const answerWords: Partial<Record<AnswerName, Words>> = {
  Video: videoWords,
  VideoList: {
    object: 'Always `list`.',
    data: 'The videos of this page.',
    first_id: 'The first of them.',
    last_id: 'The last of them; pass it as `after` for the next page.',
    has_more: 'Whether there is a next page.',
    firstframe: 'What OpenAI has no word for.',
    'firstframe.cursor': 'Pass it as `changed_since` to be told only what changed after this answer.',
    'firstframe.total': 'How many videos the filter matches, whatever the page; not with `changed_since`.',
    'firstframe.matching': 'With `changed_since` and a filter, which of `data` match it now.',
    'firstframe.open': 'How many are still under way, whatever the filter; what is paused is not.',
    'firstframe.batches':
      'The batches of which something is under way or paused; with `changed_since` only where anything changed.',
  },
  Lineage: {
    object: 'Always `lineage`.',
    id: 'The video that was asked about.',
    parents: 'What it comes from.',
    ...kin('parents'),
    takes: 'What was asked for together, in the order of lists, itself among them.',
    ...relative('takes'),
    take_number: 'Its number among them, from 1.',
    takes_total: 'How many they are.',
    children: 'What was made from it, the oldest first.',
    ...kin('children'),
    children_total: 'How many they are.',
  },
  ...organiseAnswerWords,
  Reference: {
    '': 'An image that the studio keeps.',
    id: 'The last part of its `url`.',
    object: 'Always `reference`.',
    url: 'Where the studio serves it; may be given as an image of a create.',
    type: 'Its media type.',
    width: 'Pixels.',
    height: 'Pixels.',
    bytes: 'Its length.',
    source_url: 'The public address that it was last given by.',
    used_at: 'When it was last given to a video, or uploaded.',
  },
  ReferenceList: {
    object: 'Always `list`.',
    data: 'The images of this page.',
    first_id: 'The first of them.',
    last_id: 'The last of them; pass it as `after` for the next page.',
    has_more: 'Whether there is a next page.',
  },
  Batch: {
    '': 'Videos that were asked for together. Times are Unix seconds.',
    id: 'Its videos have it as `firstframe.batch_id`.',
    object: 'Always `batch`.',
    status:
      '`sending` until the last of them has ended, `done` from then on; `paused` and `cancelled` as somebody wanted.',
    created_at: 'When the studio took it.',
    paused_at: 'Since when nothing of it is sent.',
    cancelled_at: 'Since when nothing of it is ever sent.',
    idempotency_key: 'The `Idempotency-Key` that it was made with.',
    count: 'How many videos it began with.',
    counts: 'How many of its videos are where.',
    'counts.waiting': 'Not sent yet.',
    'counts.in_progress': 'On their way to the provider, being made, or being saved.',
    'counts.unsure': 'Sent, and never answered.',
    'counts.completed': 'Ready.',
    'counts.failed': 'Refused, or failed.',
    'counts.cancelled': 'Taken back before they were sent.',
    'counts.sent': 'All whose paid request has left, whatever became of them.',
  },
  BatchList: { object: 'Always `list`.', data: 'The newest first.' },
  Session: {
    object: 'Always `session`.',
    needs_token: 'Whether this studio asks for a token at all.',
    scope: 'What the caller may do; `null` for whoever is not let in.',
    is_session: 'Whether there is a session to end.',
  },
  News: {
    object: 'Always `news`.',
    finished: 'How many were completed.',
    failed: 'How many failed.',
    newest: 'The newest 50 of both, the newest first.',
    'newest.id': 'The video.',
    'newest.status': '`completed` or `failed`.',
  },
  ...shareWords,
  ...stitchWords,
  Health: healthWords,
  ImportReport: {
    imported: 'How many videos are new.',
    present: 'How many were here already.',
    refused: 'Which could not be taken.',
    'refused.id': 'The video.',
    'refused.reason': 'Why, in words.',
  },
  Error: error,
};
