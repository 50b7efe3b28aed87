import 'server-only';
import { z } from 'zod';
import { StudioError } from '@/lib/errors';
import { parseBody } from '@/lib/multipart';
import { readFields } from '@/lib/read-fields';
import type { JobContext } from './context';

/** As many videos as can be chosen together. */
export const mostChosen = 5_000;

const words = 'must be ids of videos, with commas between';

/** `POST /api/export`: ids with commas between, in one field or several of the same name. */
export const chosenSchema = z.strictObject({
  ids: z.union([z.string(), z.array(z.string())], words),
});

/**
 * The ids in the body of a request, each once.
 * @throws StudioError `invalid_request`, `too_large` or `unsupported_media_type`
 */
export async function receiveChosen(
  { storage }: Pick<JobContext, 'storage'>,
  request: Request,
): Promise<string[]> {
  const body = await parseBody(request, {
    maximumFileBytes: 0,
    maximumFiles: 0,
    requireRoom: async () => {},
    temporaryPath: () => storage.temporaryPath('upload'),
    imageFields: [],
  });
  try {
    const { ids } = readFields(chosenSchema, body.fields);
    const named = new Set([ids].flat().flatMap((list) => list.split(',')));
    named.delete('');
    if (named.size > mostChosen)
      throw new StudioError('invalid_request', `ids may name ${mostChosen} videos at most.`, {
        param: 'ids',
      });
    return [...named];
  } finally {
    await body.drop();
  }
}
