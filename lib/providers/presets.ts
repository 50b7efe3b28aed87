import 'server-only';
import type { Dialect } from './dialect';
import { openaiDialect } from './dialects/openai';
import { relaySoraDialect } from './dialects/relay-sora';
import { tokenopsDialect } from './dialects/tokenops';

/** The dialects that a provider can be connected with, by their ids. */
export const presets: readonly Dialect[] = [openaiDialect, relaySoraDialect, tokenopsDialect];
