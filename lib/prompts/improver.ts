import 'server-only';
import type { Selectable } from 'kysely';
import type { Database } from '@/lib/db/open';
import type { PromptImproverTable } from '@/lib/db/schema';
import { StudioError } from '@/lib/errors';
import { lastFourOf } from '@/lib/last-four';
import { normaliseBaseUrl } from '@/lib/providers/base-url';
import { readFields } from '@/lib/read-fields';
import type { SecretBox } from '@/lib/secret-box';
import { askImprover } from './ask-improver';
import { defaultInstruction } from './default-instruction';
import { improvementSchema, improverSchema } from './improver-request';
import type { PromptImprover } from './wire';

/** Whose row it is; there is one. */
const only = 1;

/** What its key is sealed for: this use, and this origin alone. */
function sealedFor(baseUrl: string): string {
  return `prompt improver at ${new URL(baseUrl).origin}`;
}

type ImproverOptions = {
  database: Database;
  secrets: SecretBox;
  now: () => number;
  /** Counts what a caller asks for, since each improvement costs money as a video does. */
  allowance: { take: (holder: string, count: number) => Promise<void> };
};

/** The optional chat endpoint that improves prompts: set up by an administrator, asked when a person presses for it. */
export function openImprover({ database, secrets, now, allowance }: ImproverOptions) {
  async function find(): Promise<Selectable<PromptImproverTable> | null> {
    const row = await database.selectFrom('prompt_improver').selectAll().executeTakeFirst();
    return row ?? null;
  }

  const openKey = (row: Selectable<PromptImproverTable>) =>
    row.sealed_api_key === null ? null : secrets.open(row.sealed_api_key, sealedFor(row.base_url));

  function present(row: Selectable<PromptImproverTable> | null): PromptImprover {
    return {
      object: 'prompt_improver',
      is_set_up: row !== null,
      base_url: row?.base_url ?? null,
      model: row?.model ?? null,
      key: row?.sealed_api_key
        ? { last_four: row.key_last_four ?? '', is_readable: openKey(row) !== null }
        : null,
      instruction: row?.instruction ?? defaultInstruction,
      is_instruction_edited: (row?.instruction ?? null) !== null,
    };
  }

  return {
    async get(): Promise<PromptImprover> {
      return present(await find());
    },

    /** @throws StudioError `invalid_request` naming the field */
    async set(given: unknown): Promise<PromptImprover> {
      const asked = readFields(improverSchema, given);
      const baseUrl = normaliseBaseUrl(asked.base_url);
      const stored = await find();
      const isElsewhere = stored !== null && new URL(stored.base_url).origin !== new URL(baseUrl).origin;
      if (asked.api_key === undefined && stored?.sealed_api_key && isElsewhere) {
        const words = `api_key is needed again: the stored one was given for ${new URL(stored.base_url).origin} and goes nowhere else.`;
        throw new StudioError('invalid_request', words, { param: 'api_key' });
      }
      const key =
        asked.api_key === undefined
          ? { sealed_api_key: stored?.sealed_api_key ?? null, key_last_four: stored?.key_last_four ?? null }
          : {
              sealed_api_key: asked.api_key && (await secrets.seal(asked.api_key, sealedFor(baseUrl))),
              key_last_four: asked.api_key && lastFourOf(asked.api_key),
            };
      const { model, instruction } = asked;
      const columns = { base_url: baseUrl, model, instruction, updated_at: now(), ...key };
      await database
        .insertInto('prompt_improver')
        .values({ id: only, ...columns })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
        .execute();
      return present(await find());
    },

    /** Forgets the endpoint and its key. */
    async remove(): Promise<PromptImprover> {
      await database.deleteFrom('prompt_improver').execute();
      return present(null);
    },

    /**
     * A better prompt. Asked once, and never again by itself.
     * @param holder who asks, by whom it is counted
     * @throws StudioError
     */
    async improve(holder: string, given: unknown): Promise<string> {
      const wish = readFields(improvementSchema, given);
      const row = await find();
      if (!row) throw new StudioError('unsupported', 'Prompt improvement is not set up. See Settings.');
      const apiKey = openKey(row);
      if (row.sealed_api_key !== null && apiKey === null)
        throw new StudioError(
          'unavailable',
          'Its key cannot be read any more; enter it again under Settings.',
        );
      await allowance.take(holder, 1);
      const { base_url: baseUrl, model } = row;
      return askImprover(
        { baseUrl, apiKey, model, instruction: row.instruction ?? defaultInstruction },
        wish,
      );
    },
  };
}
