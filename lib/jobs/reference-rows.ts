import 'server-only';
import { sql } from 'kysely';
import type { Database } from '@/lib/db/open';
import type { ReferenceImagesTable } from '@/lib/db/schema';
import type { Job, Reference } from './job';

/** An image that is kept, without what it was to any one video. Times are Unix milliseconds. */
export type ReferenceImage = ReferenceImagesTable;

/** Writes that an image is there, or that it was used once more. */
async function note(
  database: Database,
  { key, type, bytes, width, height, sourceUrl }: Omit<Reference, 'role' | 'sha256' | 'from'>,
  { usedAt, uploadedAt }: { usedAt: number; uploadedAt: number | null },
): Promise<ReferenceImage> {
  return database
    .insertInto('reference_images')
    .values({
      ...{ key, type, bytes, width, height },
      source_url: sourceUrl ?? null,
      used_at: usedAt,
      uploaded_at: uploadedAt,
    })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({
        source_url: sql<string | null>`coalesce(excluded.source_url, reference_images.source_url)`,
        used_at: sql<number>`case when excluded.used_at > reference_images.used_at
          then excluded.used_at else reference_images.used_at end`,
        uploaded_at: sql<number | null>`coalesce(excluded.uploaded_at, reference_images.uploaded_at)`,
      }),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Writes which images a new job names, in the commit that the job is made in. */
export async function noteUse(
  database: Database,
  { id, request, createdAt }: Pick<Job, 'id' | 'request' | 'createdAt'>,
): Promise<void> {
  const images = new Map(request.references.map((reference) => [reference.key, reference]));
  for (const image of images.values()) {
    await note(database, image, { usedAt: createdAt, uploadedAt: null });
    await database.insertInto('job_references').values({ job_id: id, key: image.key }).execute();
  }
}

/** Writes that an image was uploaded by itself. */
export function noteUpload(database: Database, reference: Reference, at: number): Promise<ReferenceImage> {
  return note(database, reference, { usedAt: at, uploadedAt: at });
}

/** Forgets an image, before its file goes. */
export async function forgetImage(database: Database, key: string): Promise<void> {
  await database.deleteFrom('reference_images').where('key', '=', key).execute();
}

/** The keys of images that were uploaded after a time. */
export async function findUploads(database: Database, after: number): Promise<string[]> {
  const rows = await database
    .selectFrom('reference_images')
    .select('key')
    .where('uploaded_at', '>', after)
    .execute();
  return rows.map(({ key }) => key);
}

export async function findImage(database: Database, key: string): Promise<ReferenceImage | null> {
  const row = await database
    .selectFrom('reference_images')
    .selectAll()
    .where('key', '=', key)
    .executeTakeFirst();
  return row ?? null;
}

/**
 * Images that a video names or that were uploaded by themselves, the last used first. An image that only deleted videos
 * were given is not among them.
 * @param after the last image of the page before; `null` begins at the beginning
 */
export async function listImages(
  database: Database,
  { after, limit }: { after: ReferenceImage | null; limit: number },
): Promise<{ images: ReferenceImage[]; hasMore: boolean }> {
  let query = database
    .selectFrom('reference_images')
    .selectAll()
    .where((where) =>
      where.or([
        where('uploaded_at', 'is not', null),
        where.exists(
          where
            .selectFrom('job_references')
            .innerJoin('jobs', 'jobs.id', 'job_references.job_id')
            .select('jobs.id')
            .whereRef('job_references.key', '=', 'reference_images.key')
            .where('jobs.purged_at', 'is', null),
        ),
      ]),
    );
  if (after) {
    query = query.where((where) =>
      where.or([
        where('used_at', '<', after.used_at),
        where.and([where('used_at', '=', after.used_at), where('key', '<', after.key)]),
      ]),
    );
  }
  const rows = await query
    .orderBy('used_at', 'desc')
    .orderBy('key', 'desc')
    .limit(limit + 1)
    .execute();
  return { images: rows.slice(0, limit), hasMore: rows.length > limit };
}
