import 'server-only';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** Whether a URL holds no user name or password; the key has a place of its own. */
function holdsNoUser(text: string): boolean {
  const url = URL.parse(text);
  return !url?.username && !url?.password;
}
const noUserWords = 'must not hold a user name or a password';

/** A URL of scheme, host and port alone, in its one spelling; `null` for anything else. */
function readOrigin(text: string): string | null {
  const url = URL.parse(text);
  const isBare = url?.pathname === '/' && !url.search && !url.hash && holdsNoUser(text);
  return isBare && /^https?:$/.test(url.protocol) ? url.origin : null;
}

/** Stops in a daily limit what has no known price, which would otherwise count as nothing. */
const knownPricesOnly = 'known prices only';

/**
 * What may be spent in a day: an amount, a number of videos, or both, and whether what has no known price is stopped;
 * `null` for anything else.
 */
function readDailyLimit(text: string): Environment['dailyLimit'] {
  const parts = text.split(',').map((part) => part.trim());
  const limit = {
    amount: null as number | null,
    currency: null as string | null,
    videos: null as number | null,
    unpriced: 'pass' as 'pass' | 'stop',
  };
  for (const part of parts) {
    if (part === knownPricesOnly) {
      limit.unpriced = 'stop';
      continue;
    }
    const [, figure = '', unit = ''] = /^(\d{1,4}(?:\.\d{1,6})?) ([A-Z]{3}|videos)$/.exec(part) ?? [];
    if (unit === 'videos' && limit.videos === null && !figure.includes('.')) limit.videos = Number(figure);
    else if (unit !== 'videos' && unit !== '' && limit.currency === null)
      Object.assign(limit, { amount: Number(figure), currency: unit });
    else return null;
  }
  // Without an amount there is nothing that an unknown price could pass by.
  return limit.unpriced === 'stop' && limit.amount === null ? null : limit;
}

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
    z
      .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
      .refine(holdsNoUser, noUserWords)
      .optional(),
  ),
  OPENAI_API_KEY: optionalText.pipe(
    z
      .string()
      .regex(/^[\x21-\x7e]+$/, 'holds a space, a line break or a letter that no header can carry')
      .optional(),
  ),
  FIRSTFRAME_PROVIDERS: optionalText,
  // Where and by whom it may be reached is read by the server that owns the socket, too (`server/settings.mjs`).
  FIRSTFRAME_TOKEN: optionalText,
  FIRSTFRAME_CREATES_PER_MINUTE: optionalText.pipe(
    z
      .string()
      .regex(/^[1-9]\d{0,6}$/, 'must be a whole number from 1 to 9999999')
      .optional()
      // As many as the largest batch, which would be refused for ever otherwise.
      .transform((text) => Number(text ?? 500)),
  ),
  FIRSTFRAME_DAILY_LIMIT: optionalText.transform((text, context) => {
    const limit = text === undefined ? null : readDailyLimit(text);
    if (text !== undefined && !limit)
      context.addIssue({
        code: 'custom',
        message: 'must be such as "5 USD", "20 videos", "5 USD, 20 videos" or "5 USD, known prices only"',
      });
    return limit;
  }),
  FIRSTFRAME_WEBHOOK_ORIGINS: optionalText.transform((text, context) => {
    const origins = (text ?? '').split(',').map((part) => part.trim());
    return origins.filter(Boolean).map((part) => {
      const origin = readOrigin(part);
      if (origin === null) {
        const message = `"${part}" is not an origin such as http://192.168.1.20:8080`;
        context.addIssue({ code: 'custom', message });
      }
      return origin ?? '';
    });
  }),
  FIRSTFRAME_LOG: optionalText.pipe(
    z.enum(['silent', 'error', 'warn', 'info', 'debug']).optional().default('warn'),
  ),
});

const providersFileSchema = z.object({
  providers: z.array(
    z.strictObject({
      id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'must be lower-case letters, digits and hyphens'),
      label: z.string().min(1).optional(),
      baseUrl: z
        .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
        .refine(holdsNoUser, noUserWords),
      apiKeyEnv: z.string().min(1).optional(),
      dialect: z.union([z.string(), z.record(z.string(), z.unknown())]).default('openai'),
      models: z.array(z.string().min(1)).min(1).optional(),
    }),
  ),
});

/** A provider as the environment names it. */
export type ConfiguredProvider = {
  id: string;
  label: string;
  baseUrl: string;
  apiKey: string | null;
  /** The id of a preset, or a whole dialect as JSON. */
  dialect: string | Record<string, unknown>;
  /** The models to offer, where the provider does not list its own, or lists too many. */
  models: string[] | null;
};

/** What the studio was told by its surroundings; the README says what each variable means. */
export type Environment = {
  dataFolder: string;
  /** In the order of preference. */
  providers: ConfiguredProvider[];
  logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  accessToken: string | null;
  /** How many videos one caller may ask for in a minute. */
  createsPerMinute: number;
  /** What may be spent in a day, where the studio itself is not to be asked. */
  dailyLimit: {
    amount: number | null;
    currency: string | null;
    videos: number | null;
    unpriced: 'pass' | 'stop';
  } | null;
  /** Origins of receivers of webhooks that may be at private addresses. */
  webhookOrigins: string[];
};

/** The providers of the file that `FIRSTFRAME_PROVIDERS` names. Keys are never in it, only the names of variables. */
function readProvidersFile(file: string, variables: NodeJS.ProcessEnv): ConfiguredProvider[] {
  const fail = (words: string) => new Error(`FIRSTFRAME_PROVIDERS: ${file} ${words}.`);
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path.resolve(/* turbopackIgnore: true */ file), 'utf8'));
  } catch (error) {
    throw fail(error instanceof SyntaxError ? 'is not JSON' : 'cannot be read');
  }
  const parsed = providersFileSchema.safeParse(content);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw fail(`is not right at ${issue?.path.join('.') || 'its top'}: ${issue?.message}`);
  }
  const { providers } = parsed.data;
  return providers.map(({ apiKeyEnv, label, models, ...rest }) => {
    const apiKey = apiKeyEnv === undefined ? null : variables[apiKeyEnv]?.trim();
    if (apiKey && !/^[\x21-\x7e]+$/.test(apiKey))
      throw fail(`takes a key from ${apiKeyEnv} that no header can carry`);
    if (apiKey === undefined || apiKey === '') throw fail(`takes a key from ${apiKeyEnv}, which is not set`);
    return { ...rest, apiKey, label: label ?? new URL(rest.baseUrl).host, models: models ?? null };
  });
}

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
  const {
    OPENAI_BASE_URL: baseUrl,
    OPENAI_API_KEY: apiKey,
    FIRSTFRAME_PROVIDERS: file,
    ...rest
  } = parsed.data;
  // A key alone connects nothing: many shells carry one for other programs.
  const fromVariables: ConfiguredProvider[] = baseUrl
    ? [
        {
          id: 'openai',
          label: new URL(baseUrl).host,
          baseUrl,
          apiKey: apiKey ?? null,
          dialect: 'openai',
          models: null,
        },
      ]
    : [];
  const providers = [...fromVariables, ...(file ? readProvidersFile(file, variables) : [])];
  const taken = providers.find(
    ({ id }, index) => id === 'demo' || providers.findIndex((other) => other.id === id) !== index,
  );
  if (taken) throw new Error(`FIRSTFRAME_PROVIDERS: the id "${taken.id}" is taken; choose another.`);
  return {
    dataFolder: rest.FIRSTFRAME_DATA,
    providers,
    logLevel: rest.FIRSTFRAME_LOG,
    accessToken: rest.FIRSTFRAME_TOKEN ?? null,
    createsPerMinute: rest.FIRSTFRAME_CREATES_PER_MINUTE,
    dailyLimit: rest.FIRSTFRAME_DAILY_LIMIT,
    webhookOrigins: rest.FIRSTFRAME_WEBHOOK_ORIGINS,
  };
}
