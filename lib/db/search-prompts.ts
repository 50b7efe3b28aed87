import 'server-only';
import { type RawBuilder, sql } from 'kysely';
import { isSqlite } from './engine';
import type { Database } from './open';

/** More words narrow nothing down any more. */
const mostWords = 12;
/** What SQLite's index is made of; a shorter word is not in it. */
const trigram = 3;
const isIndexed = (word: string) => [...word].length >= trigram;

/** The words that a search asks for; what stands in quotation marks is one, with its spaces. */
export function searchWords(text: string): string[] {
  const words = [...text.toWellFormed().matchAll(/"([^"]+)"(?=\s|$)|(\S+)/g)];
  return words
    .map(([, phrase, word]) => phrase ?? word ?? '')
    .filter((word) => word.trim() !== '' && !word.includes('\0'))
    .slice(0, mostWords);
}

/** A pattern that holds a word, whatever signs are in it. */
function toPattern(word: string): string {
  return `%${word.replace(/[\\%_]/g, String.raw`\$&`)}%`;
}

/** A word as FTS5 takes it literally. */
function quote(word: string): string {
  return `"${word.replaceAll('"', '""')}"`;
}

/**
 * A condition on `jobs`: that the prompt holds every word of a search, in capitals or not, anywhere, also inside other
 * words, for Chinese has no spaces. `null` where the search has no words.
 */
export function searchPrompts(database: Database, text: string): RawBuilder<boolean> | null {
  const words = searchWords(text);
  if (words.length === 0) return null;
  if (!isSqlite(database)) {
    const all = words.map((word) => sql`lower(jobs.prompt) like lower(${toPattern(word)}) escape '\\'`);
    return sql<boolean>`(${sql.join(all, sql` and `)})`;
  }
  const long = words.filter(isIndexed);
  const indexed = sql`select rowid from prompt_search where prompt_search match ${long.map(quote).join(' AND ')}`;
  const read = words.filter((word) => !long.includes(word)).map(readForWord);
  const among = long.length > 0 ? [sql`number in (${indexed})`, ...read] : read;
  const found =
    read.length > 0 ? sql`select number from job_prompts where ${sql.join(among, sql` and `)}` : indexed;
  // The sign keeps SQLite from looking each number up: it reads the list in its order and drops what is not among them.
  return sql<boolean>`+jobs.number in (${found})`;
}

/**
 * The condition of a search on `job_prompts`, where every prompt has to be read for it: none of its words is long enough
 * for SQLite's index. `null` for any other search, and of another engine.
 */
export function readPrompts(database: Database, text: string): RawBuilder<boolean> | null {
  const words = searchWords(text);
  if (!isSqlite(database) || words.length === 0 || words.some(isIndexed)) return null;
  return sql<boolean>`${sql.join(words.map(readForWord), sql` and `)}`;
}

/** Reads each prompt for a word. SQLite knows capitals of ASCII alone, so that of others both are looked for. */
function readForWord(word: string): RawBuilder<boolean> {
  const spellings = /^[ -~]*$/.test(word) ? [word] : [word, word.toLowerCase(), word.toUpperCase()];
  const any = [...new Set(spellings)].map(
    (spelt) => sql`job_prompts.prompt like ${toPattern(spelt)} escape '\\'`,
  );
  return sql<boolean>`(${sql.join(any, sql` or `)})`;
}
