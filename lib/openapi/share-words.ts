import 'server-only';
import type { AnswerName } from './components';
import type { Words } from './words';

/** What answers about links hold. */
export const shareWords: Partial<Record<AnswerName, Words>> = {
  Sharing: { object: 'Always `sharing`.', is_on: 'Whether links may be made, and work.' },
  NewShare: {
    object: 'Always `share`.',
    id: 'By which it is revoked.',
    path: 'The way to the page, under the address of the studio. Whoever has it may look.',
    video_ids: 'In the order in which they are shown.',
    shows_prompt: 'Whether the page shows the prompts.',
    allows_download: 'Whether the page lets the videos be downloaded.',
    created_at: 'When it was made.',
    expires_at: 'When it is over.',
  },
  Shared: {
    object: 'Always `shared`.',
    expires_at: 'When the link is over.',
    allows_download: 'Whether `download=1` is taken.',
    videos: 'In their order; those in the trash are left out.',
    'videos.id': 'For `GET /api/shared/{token}/{id}`.',
    'videos.number': 'Its place in the link, from 1; it stays where another one is gone.',
    'videos.width': 'In pixels.',
    'videos.height': 'In pixels.',
    'videos.seconds': 'How long it is.',
    'videos.prompt': '`null` where the link does not show it.',
    'videos.has_poster': 'Whether there is a `thumbnail`.',
  },
};
