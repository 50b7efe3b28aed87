import 'server-only';
import { answerWords } from './answer-words';
import { requestWords } from './request-words';

/** What the fields of a component mean, by their path in it; `''` is the component itself. */
export type Words = Record<string, string>;

/** Those of every component that has any. */
export const words: Record<string, Words> = { ...requestWords, ...answerWords };
