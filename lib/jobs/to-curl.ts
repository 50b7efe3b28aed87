import 'server-only';
import { elidedPattern } from '@/lib/providers/elide';
import { apiKeyPlaceholder, type SentBody, type SentRequest } from '@/lib/providers/exchange';

/** A text as one word of a POSIX shell, whatever is in it; no argument can hold a NUL. */
function quote(text: string): string {
  return `'${text.replaceAll('\0', '').replaceAll("'", `'\\''`)}'`;
}

/** The same with the key's place left for the shell to fill in. */
function quoteHeader([name, value]: [string, string]): string {
  const [before = '', ...after] = `${name}: ${value}`.split(apiKeyPlaceholder);
  return [quote(before), ...after.map((text) => (text === '' ? '' : quote(text)))].join(
    `"${apiKeyPlaceholder}"`,
  );
}

/** A body in which images were, by the names of their files; the shell writes them as Base64 where they stood. */
function quoteText(text: string, files: readonly string[]): { word: string; hasFiles: boolean } {
  const pieces = text.split(elidedPattern);
  const words = pieces.map((piece, index) => {
    if (index === 0) return quote(piece);
    const file = files[index - 1] ?? `image-${index}`;
    return `"$(base64 < ${quote(file)} | tr -d '\\n')"${quote(piece)}`;
  });
  return { word: words.join(''), hasFiles: pieces.length > 1 };
}

type Options = { options: string[]; standardInput: string | null };

function bodyOptions(body: SentBody, files: readonly string[]): Options {
  if (body.kind === 'form') {
    const options = body.fields.map(
      ([name, value]) => `--data-urlencode ${quote(`${encodeURIComponent(name)}=${value}`)}`,
    );
    return { options, standardInput: null };
  }
  if (body.kind === 'multipart') {
    const options = body.parts.map((part) => {
      // `--form` reads `@`, `<` and `;` in a value; `--form-string` reads nothing.
      if ('value' in part) return `--form-string ${quote(`${part.name}=${part.value}`)}`;
      return `--form ${quote(`${part.name}=@${part.filename};type=${part.type}`)}`;
    });
    return { options, standardInput: null };
  }
  const { word, hasFiles } = quoteText(body.text, files);
  // One argument of a program may be no longer than 128 KiB (Linux); what `printf` writes may.
  if (hasFiles) return { options: ['--data-binary @-'], standardInput: `printf %s ${word}` };
  return { options: [`--data-binary ${word}`], standardInput: null };
}

/** Headers that curl sets by itself, as they have to be for it. */
const ownHeaders = ['user-agent', 'accept-encoding'];

/**
 * A request as a command for a POSIX shell in which `API_KEY` is set. Images are read from files of the given names, in
 * the order in which the body had them.
 * @returns `null` where the request was not kept whole
 */
export function toCurl(request: SentRequest, files: readonly string[] = []): string | null {
  const { method, url, headers, body, isCut } = request;
  if (isCut) return null;
  const { options, standardInput } = body ? bodyOptions(body, files) : { options: [], standardInput: null };
  const command = [
    `curl --request ${quote(method)} ${quote(url)}`,
    ...headers
      .filter(([name]) => !ownHeaders.includes(name))
      .map((header) => `--header ${quoteHeader(header)}`),
    ...options,
  ].join(' \\\n  ');
  return standardInput === null ? command : `${standardInput} |\n${command}`;
}
