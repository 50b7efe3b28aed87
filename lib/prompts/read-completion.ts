import 'server-only';
import { StudioError } from '@/lib/errors';
import { redact } from '@/lib/log';
import { readPath } from '@/lib/providers/json-path';
import { parseJson } from '@/lib/providers/read-value';
import { longestPrompt } from './wire';

/** The words of a message: a text, or a list of parts that hold some (`{type: "text", text}`). */
function readContent(content: unknown): string | null {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return null;
  const texts = content.map((part) => readPath(part, 'text')).filter((text) => typeof text === 'string');
  return texts.length > 0 ? texts.join('') : null;
}

/** Marks that models put around the whole of an answer. */
const wrappings: readonly RegExp[] = [
  /^```[a-z]*\n([\s\S]*?)\n?```$/,
  /^"([^"]*)"$/,
  /^“([^“”]*)”$/,
  /^「([^「」]*)」$/,
];

/** What a person would have typed: no thinking aloud, no wrapping, and no signs that are not seen. */
function clean(text: string): string {
  const spoken = text
    .toWellFormed()
    .replace(/^\s*<think>[\s\S]*?<\/think>/, '')
    .replace(/\r\n?/g, '\n')
    // Tabs and line breaks are meant; other control signs, and those that turn the direction of writing, are not.
    .replace(/[^\P{Cc}\n\t]|[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, '')
    .trim();
  const unwrapped = wrappings.map((wrapping) => wrapping.exec(spoken)?.[1]).find((inside) => inside?.trim());
  return (unwrapped ?? spoken).trim();
}

/**
 * The words in the answer of a chat endpoint (OpenAI `CreateChatCompletionResponse`: `choices[0].message.content`), as a
 * prompt. Never the key, also where the endpoint repeats it.
 * @throws StudioError `provider_error`
 */
export function readCompletion(text: string): string {
  const answer = parseJson(text);
  const content = readContent(readPath(answer, 'choices[0].message.content'));
  if (content === null) {
    const words = 'It did not answer as a chat endpoint does. Check the base URL under Settings.';
    throw new StudioError('provider_error', words);
  }
  const prompt = redact(clean(content));
  if (prompt === '') throw new StudioError('provider_error', 'It answered with no words.');
  if (prompt.length > longestPrompt)
    throw new StudioError('provider_error', 'It answered with more than a prompt can hold.');
  return prompt;
}
