/** Where a process can be killed exactly: at a moment of `interfere.mjs`, or with a request in the upstream's hands. */
export type Stop =
  | { when: 'before' | 'after'; at: string; following?: string }
  | { upstream: 'before it is made' | 'once it is made' };

/** A point of the commit order at which the studio may be killed, and what has to come of the job. */
export type StopPoint = {
  name: string;
  what: string;
  /** Places that all lie at this point; each seed takes one. */
  stops: Stop[];
  /** How often the upstream makes the video in the end, without anybody's help. */
  madeTimes: 0 | 1;
};

const reference = 'rename .* → .*/references/';
const insert = 'sql insert into "jobs"';
const commit = '^sql commit';
const aboutToSend = 'sql update "jobs" set .*"attempt" = .*"submitted_at" = ';
const accepted = 'sql update "jobs" set "status" = .*"upstream_id" = ';
const toArchive = String.raw`sql update "jobs" set .*\["in_progress","archive"`;
const placed = (file: string) => `rename .* → .*/videos/.*/${file}`;
const completed = 'sql update "jobs" set .*"saved" = .*"completed_at" = ';

/** The commit order of `lib/jobs`: what is on the disk before what comes next, from the press to the whole file. */
export const stopPoints: StopPoint[] = [
  {
    name: 'K1',
    what: 'the request is taken apart, its image not kept yet',
    stops: [
      { when: 'before', at: reference },
      { when: 'before', at: String.raw`sync .*/tmp/.*\.image` },
      { when: 'after', at: String.raw`write .*/tmp/.*\.image` },
    ],
    madeTimes: 1,
  },
  {
    name: 'K2',
    what: 'the image is kept, the job is not recorded yet',
    stops: [
      { when: 'after', at: reference },
      { when: 'before', at: insert },
      { when: 'before', at: commit, following: insert },
    ],
    madeTimes: 1,
  },
  {
    name: 'K3',
    what: 'the job is recorded',
    stops: [
      { when: 'after', at: commit, following: insert },
      { when: 'before', at: aboutToSend },
      { when: 'before', at: commit, following: aboutToSend },
    ],
    madeTimes: 1,
  },
  {
    name: 'K4',
    what: 'it is recorded that the request is about to be sent, and it is not sent yet',
    stops: [{ when: 'after', at: commit, following: aboutToSend }],
    madeTimes: 0,
  },
  {
    name: 'K5',
    what: 'the request is with the upstream',
    stops: [{ upstream: 'once it is made' }],
    madeTimes: 1,
  },
  {
    name: 'K5',
    what: 'the request is with the upstream, which has not done anything',
    stops: [{ upstream: 'before it is made' }],
    madeTimes: 0,
  },
  {
    name: 'K6',
    what: 'the answer has come, its id is not recorded yet',
    stops: [
      { when: 'before', at: accepted },
      { when: 'before', at: commit, following: accepted },
    ],
    madeTimes: 1,
  },
  {
    name: 'K7',
    what: 'the id is recorded',
    stops: [{ when: 'after', at: commit, following: accepted }],
    madeTimes: 1,
  },
  {
    name: 'K8',
    what: 'it is known that the video is finished, and recorded or just about to be',
    stops: [
      { when: 'before', at: toArchive },
      { when: 'after', at: commit, following: toArchive },
    ],
    madeTimes: 1,
  },
  {
    name: 'K9',
    what: 'the file has come, and is not in its place yet',
    stops: [
      { when: 'before', at: placed('thumbnail') },
      { when: 'before', at: placed('video.json') },
      { when: 'before', at: placed('video.mp4') },
      { when: 'before', at: String.raw`sync .*/tmp/.*\.part` },
    ],
    madeTimes: 1,
  },
  {
    name: 'K10',
    what: 'the file is in its place, and that is not recorded yet',
    stops: [
      { when: 'after', at: placed('video.mp4') },
      { when: 'before', at: completed },
      { when: 'before', at: commit, following: completed },
    ],
    madeTimes: 1,
  },
  {
    name: 'K11',
    what: 'it is recorded that the file is in its place',
    stops: [{ when: 'after', at: commit, following: completed }],
    madeTimes: 1,
  },
  {
    name: 'K12',
    what: 'somebody watches the video',
    stops: [{ when: 'after', at: 'open .*/videos/.*/video.mp4' }],
    madeTimes: 1,
  },
];
