import 'server-only';
import { StudioError } from '@/lib/errors';
import { decodeError, readInnerStatus } from '@/lib/providers/decode-error';
import { parseJson } from '@/lib/providers/read-value';
import { retryAfter } from '@/lib/providers/retry-after';
import { openUpstream, readText, UpstreamError } from '@/lib/providers/upstream';
import type { Improvement } from './improver-request';
import { readCompletion } from './read-completion';

/** A chat endpoint that can be asked. */
export type ChatEndpoint = { baseUrl: string; apiKey: string | null; model: string; instruction: string };

/** Far more than a prompt and what comes around it. */
const longestAnswer = 1024 * 1024;

/** What is known of the wish, above the prompt itself. */
function spell({ prompt, has_first_frame: hasFirstFrame, model, language }: Improvement): string {
  const lines = [
    model && `Video model: ${model}`,
    hasFirstFrame && 'The video begins with a first frame that is given.',
    language && `Write in this language: ${language}`,
    'Prompt:',
    prompt,
  ];
  return lines.filter(Boolean).join('\n');
}

/** Why no answer came. What may have been sent may have been charged, and is not sent again by itself. */
function toStudioError(error: unknown): unknown {
  if (!(error instanceof UpstreamError)) return error;
  const { wasSent, message } = error;
  return new StudioError(
    wasSent ? 'provider_error' : 'network',
    wasSent ? `${message} It may have been charged.` : message,
    { cause: error },
  );
}

/**
 * Asks a chat endpoint for a better prompt: once, on a connection of its own, only to the origin that an administrator
 * entered or to the public web, following no redirect (`POST {base}/chat/completions`, OpenAI's Chat Completions).
 * @throws StudioError in words for the person who asked
 */
export async function askImprover(
  { baseUrl, apiKey, model, instruction }: ChatEndpoint,
  wish: Improvement,
  deadlineMs = 60_000,
): Promise<string> {
  const upstream = openUpstream({ baseUrl, apiKey, auth: { header: 'authorization', scheme: 'Bearer' } });
  try {
    const messages = [
      { role: 'system', content: instruction },
      { role: 'user', content: spell(wish) },
    ];
    const response = await upstream.send({
      method: 'POST',
      url: `${baseUrl}/chat/completions`,
      body: { kind: 'json', value: { model, messages } },
      deadlineMs,
      isPaid: true,
    });
    const { status, headers } = response;
    if (status >= 300 && status < 400) {
      await response.body?.cancel();
      const words = `It answered ${status}, a redirect, which is not followed. Enter the address that it leads to under Settings.`;
      throw new StudioError('provider_error', words);
    }
    const text = await readText(response, longestAnswer);
    if (status >= 400 || readInnerStatus(parseJson(text)) !== null) {
      const { code, message, body } = decodeError(status, text);
      const retryAfterMs = retryAfter(headers) ?? undefined;
      throw new StudioError(code, message, { body, retryAfterMs });
    }
    return readCompletion(text);
  } catch (error) {
    throw toStudioError(error);
  } finally {
    void upstream.close().catch(() => {});
  }
}
