import 'server-only';
import path from 'node:path';
import { z } from 'zod';

/** A variable that is set to nothing counts as not set, as in a compose file with an empty default. */
const optionalText = z
  .string()
  .optional()
  .transform((text) => text?.trim() || undefined);

const environmentSchema = z.object({
  FIRSTFRAME_DATA: optionalText.transform((text) =>
    path.resolve(/* turbopackIgnore: true */ text ?? './data'),
  ),
  OPENAI_BASE_URL: optionalText.pipe(
    z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }).optional(),
  ),
  OPENAI_API_KEY: optionalText,
  FIRSTFRAME_LOG: optionalText.pipe(
    z.enum(['silent', 'error', 'warn', 'info', 'debug']).optional().default('warn'),
  ),
});

/** What the studio was told by its surroundings; `docs` of each variable are in the README. */
export type Environment = {
  dataFolder: string;
  openai: { baseUrl: string; apiKey: string | null } | null;
  logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
};

/**
 * Reads the environment once, at start.
 * @throws Error naming the variable and what would be right
 */
export function readEnvironment(variables: NodeJS.ProcessEnv = process.env): Environment {
  const parsed = environmentSchema.safeParse(variables);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(`${String(issue?.path[0])}: ${issue?.message}.`);
  }
  const { OPENAI_BASE_URL: baseUrl, OPENAI_API_KEY: apiKey, ...rest } = parsed.data;
  if (apiKey && !baseUrl) {
    throw new Error(
      'OPENAI_BASE_URL: is needed beside OPENAI_API_KEY, because OpenAI itself no longer serves videos. Give the base URL of your provider.',
    );
  }
  return {
    dataFolder: rest.FIRSTFRAME_DATA,
    openai: baseUrl ? { baseUrl, apiKey: apiKey ?? null } : null,
    logLevel: rest.FIRSTFRAME_LOG,
  };
}
