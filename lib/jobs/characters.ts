import 'server-only';
import { z } from 'zod';
import { StudioError } from '@/lib/errors';
import type { Character } from '@/lib/providers/characters';
import type { Provider } from '@/lib/providers/provider';
import { readFields } from '@/lib/read-fields';
import { unixSeconds } from '@/lib/unix-seconds';
import { readCaller } from './caller';
import { circuitWords } from './circuits';
import type { JobContext } from './context';
import { optionalText } from './create-request';
import { parseVideoBody, requireVideoType, sourceName } from './source-files';
import type { WireCharacter } from './wire';

/** OpenAI's two fields (`createCharacter` @ f85dbe2), and where it is to be made. */
export const characterRequestSchema = z.strictObject({
  name: z.string('must be text').trim().min(1, 'is required').max(80, 'may be 80 characters long'),
  provider: optionalText,
});

function present({ id, name, createdAt }: Character): WireCharacter {
  return { id, name, created_at: unixSeconds(createdAt ?? 0) };
}

/** The provider that a character is made at: as named, else the first that has any. */
async function choose({ providers, circuits }: JobContext, id: string | undefined): Promise<Provider> {
  const named = id === undefined ? null : providers.find(id);
  if (id !== undefined && !named)
    throw new StudioError('invalid_request', `There is no provider "${id.slice(0, 80)}".`, {
      param: 'provider',
    });
  const provider = named ?? providers.providers.find(({ dialect }) => dialect.characters);
  if (!provider?.dialect.characters) {
    const who = named ? `${named.label} has` : 'No connected provider has';
    const message = `${who} ${named ? 'no ' : ''}characters. Guide a video by a first frame instead (input_reference).`;
    throw new StudioError('unsupported', message);
  }
  if (provider.lockedBecause)
    throw new StudioError('unavailable', provider.lockedBecause, { param: 'provider' });
  const circuit = await circuits.find(provider.id);
  if (circuit)
    throw new StudioError(circuit.code, circuitWords(provider.label, circuit), { param: 'provider' });
  return provider;
}

/**
 * `POST /v1/videos/characters`: passed on once, and never again by itself. Nothing is kept of it here: a character is
 * its provider's.
 * @throws StudioError where it was not made, or nobody knows
 */
export async function receiveCharacter(context: JobContext, request: Request): Promise<WireCharacter> {
  const { holder } = readCaller(request);
  const { fields, files, drop } = await parseVideoBody(context.storage, request);
  try {
    const { name, provider: named } = readFields(characterRequestSchema, fields);
    const [file, second] = files;
    if (!file || second || file.field !== 'video')
      throw new StudioError('invalid_request', 'video must be one file.', { param: 'video' });
    const type = await requireVideoType(file.path);
    const provider = await choose(context, named);
    await context.allowance.take(holder, 1);
    const video = { path: file.path, type, filename: sourceName(type) };
    return present(await provider.createCharacter(name, video));
  } finally {
    await drop();
  }
}

/**
 * `GET /v1/videos/characters/{id}`: asked of every provider that has characters, since an id does not say whose it is.
 * @throws StudioError `not_found`, or why one that may know it could not be asked
 */
export async function answerCharacter({ providers }: JobContext, id: string): Promise<WireCharacter> {
  const having = providers.providers.filter(({ dialect }) => dialect.characters);
  const answers = await Promise.allSettled(having.map((provider) => provider.findCharacter(id)));
  for (const answer of answers)
    if (answer.status === 'fulfilled' && answer.value) return present(answer.value);
  const failed = answers.find((answer) => answer.status === 'rejected');
  if (failed) throw failed.reason;
  const message = `There is no character with the id "${id.slice(0, 80)}".`;
  throw new StudioError('not_found', message, { param: 'character_id' });
}
