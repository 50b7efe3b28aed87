import 'server-only';
import { z } from 'zod';
import { openAttempts } from '@/lib/access/attempts';
import { hashSecret, newSecret } from '@/lib/access/secret-text';
import { StudioError } from '@/lib/errors';
import { getJob } from '@/lib/jobs/change-job';
import type { JobContext } from '@/lib/jobs/context';
import type { Job, Saved } from '@/lib/jobs/job';
import { newId } from '@/lib/new-id';
import { readFields } from '@/lib/read-fields';
import { unixSeconds } from '@/lib/unix-seconds';
import { openShareStore, type StoredShare } from './share-store';
import { maximumShared, type NewShare, type Share, type Shared, type Sharing } from './wire';

export type Shares = ReturnType<typeof openShares>;

type SharedVideo = Shared['videos'][number];

/** More than anyone can tell apart in a list. */
const maximumShares = 1_000;
const yearInSeconds = 365 * 24 * 3_600;

/** What `PUT /api/sharing` takes. */
export const sharingRequest = z.strictObject({ is_on: z.boolean('must be true or false') });

/** What `POST /api/shares` takes. */
export const newShareRequest = z.strictObject({
  video_ids: z
    .array(z.string('must be text').max(200, 'may be 200 characters long'), 'must be a list of ids')
    .min(1, 'must name a video')
    .max(maximumShared, `may name ${maximumShared} videos`),
  expires_in: z
    .int('must be a whole number of seconds')
    .min(1, 'must be 1 second or more')
    .max(yearInSeconds, 'must be a year or less'),
  show_prompt: z.boolean('must be true or false').default(false),
  allow_download: z.boolean('must be true or false').default(false),
});

function present({ id, videoIds, showsPrompt, allowsDownload, createdAt, expiresAt }: StoredShare): Share {
  return {
    id,
    object: 'share',
    video_ids: videoIds,
    shows_prompt: showsPrompt,
    allows_download: allowsDownload,
    created_at: unixSeconds(createdAt),
    expires_at: unixSeconds(expiresAt),
  };
}

/** Whether a video can be looked at: it is here, and nobody has thrown it away. */
function isShown(job: Job | null): job is Job & { saved: Saved } {
  return job !== null && job.saved !== null && job.trashedAt === null && job.purgedAt === null;
}

function presentVideo(
  { id, saved, request }: Job & { saved: Saved },
  { videoIds, showsPrompt }: StoredShare,
): SharedVideo {
  const { width, height, seconds, thumbnailKey } = saved;
  const prompt = showsPrompt ? request.prompt : null;
  const number = videoIds.indexOf(id) + 1;
  return { id, number, width, height, seconds, prompt, has_poster: thumbnailKey !== null };
}

/** Links to videos for people without a token: made, listed, revoked, and followed. */
export function openShares(context: JobContext) {
  const store = openShareStore(context.database);
  const attempts = openAttempts();
  const { now } = context;
  const presentSharing = (isOn: boolean): Sharing => ({ object: 'sharing', is_on: isOn });

  /** The link that a token opens, for as long as it does. */
  async function find(token: string): Promise<StoredShare | null> {
    const share = await store.find(hashSecret(token), now());
    return share && (await store.isOn()) ? share : null;
  }

  /** A link that is over, one that never was, and a video that is none of it look the same. */
  async function refuse(address: string): Promise<never> {
    await attempts.require(address);
    await attempts.note(address);
    throw new StudioError('not_found', 'This link does not lead anywhere.');
  }

  return {
    async readSharing(): Promise<Sharing> {
      return presentSharing(await store.isOn());
    },

    /**
     * Lets links be made and followed, or no more; those that there are come back with the next change.
     * @throws StudioError `invalid_request` naming the field
     */
    async turn(body: unknown): Promise<Sharing> {
      const { is_on: isOn } = readFields(sharingRequest, body);
      await store.turn(isOn);
      return presentSharing(isOn);
    },

    async list(): Promise<Share[]> {
      return (await store.list(now())).map(present);
    },

    /**
     * Makes a link. The way to its page is in this answer and nowhere else.
     * @throws StudioError `forbidden` while sharing is off, `invalid_request` naming the field, `not_found`
     */
    async create(body: unknown): Promise<NewShare> {
      const asked = readFields(newShareRequest, body);
      if (!(await store.isOn()))
        throw new StudioError('forbidden', 'Sharing is off; an admin can turn it on under Settings.');
      const videoIds = [...new Set(asked.video_ids)];
      const jobs: Job[] = [];
      for (const id of videoIds) jobs.push(await getJob(context, id, 'video_ids'));
      if (!jobs.some(isShown))
        throw new StudioError('invalid_request', 'None of these videos is ready, or all are in the trash.', {
          param: 'video_ids',
        });
      const createdAt = now();
      if ((await store.list(createdAt)).length >= maximumShares)
        throw new StudioError('invalid_request', `There can be ${maximumShares} links; revoke one first.`);
      const secret = newSecret();
      const share: StoredShare = {
        id: newId('share', createdAt),
        videoIds,
        showsPrompt: asked.show_prompt,
        allowsDownload: asked.allow_download,
        createdAt,
        expiresAt: createdAt + asked.expires_in * 1_000,
      };
      await store.insert(share, hashSecret(secret));
      return { ...present(share), path: `/s/${secret}` };
    },

    /** @throws StudioError `not_found` */
    async revoke(id: string): Promise<void> {
      if (!(await store.remove(id))) throw new StudioError('not_found', 'There is no such link.');
    },

    /**
     * What a link shows, in its order.
     * @param address whose wrong tries are counted
     * @throws StudioError `not_found`, whatever the reason, or `rate_limited` after many
     */
    async open(token: string, address: string): Promise<Shared> {
      const share = await find(token);
      if (!share) return refuse(address);
      const found = await Promise.all(share.videoIds.map((id) => context.store.find(id)));
      const videos = found.filter(isShown).map((job) => presentVideo(job, share));
      if (videos.length === 0) return refuse(address);
      return {
        object: 'shared',
        expires_at: unixSeconds(share.expiresAt),
        allows_download: share.allowsDownload,
        videos,
      };
    },

    /**
     * One video of a link, to be looked at or downloaded; see `open`.
     * @throws StudioError `not_found`, `rate_limited`, or `forbidden` where it is not for downloading
     */
    async openVideo(
      token: string,
      id: string,
      address: string,
      isDownload = false,
    ): Promise<{ share: StoredShare; job: Job }> {
      const share = await find(token);
      const job = share?.videoIds.includes(id) ? await context.store.find(id) : null;
      if (!share || !isShown(job)) return refuse(address);
      if (isDownload && !share.allowsDownload)
        throw new StudioError('forbidden', 'This link is for looking, not for downloading.');
      return { share, job };
    },
  };
}
