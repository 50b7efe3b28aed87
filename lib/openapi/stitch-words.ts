import 'server-only';
import type { AnswerName } from './components';
import type { Words } from './words';

/** What answers about stitches hold. */
export const stitchWords: Partial<Record<AnswerName, Words>> = {
  Stitch: {
    object: 'Always `stitch`.',
    id: 'By which it is asked for.',
    status: 'One is made at a time; the others are `queued`.',
    progress: 'From 0 to 100.',
    videos: 'In their order.',
    'videos.id': 'A video.',
    'videos.first_frame': 'Counted from 0; `null` where it begins as the video does.',
    'videos.last_frame': 'Counted from 0, and part of it; `null` where it ends as the video does.',
    size: 'As it was asked for; `null` for that of the first video.',
    fit: 'How videos of another shape come into the frame: whole, with bars, or filling it, with their edges cut.',
    created_at: 'When it was asked for.',
    expires_at: 'When it is deleted by itself; `null` before it has ended.',
    made: 'What the file is like; `null` before it is there.',
    'made.copied': 'Whether the frames are those of the videos, byte for byte.',
    'made.width': 'In pixels.',
    'made.height': 'In pixels.',
    'made.fps': 'Frames a second.',
    'made.seconds': 'How long it is.',
    'made.frames': 'How many there are.',
    'made.bytes': 'How large the file is.',
    error: 'Why it failed; else `null`.',
    'error.code': 'One of the codes of errors.',
    'error.message': 'In words.',
    'error.param': 'The video that it is about, like `videos[2]`; else `null`.',
  },
};
