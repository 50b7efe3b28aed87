import 'server-only';
import { takeTurns } from './take-turns';

/** Decoding a video keeps a core busy, and the server needs one too: at most two are decoded at once. */
export const takeTurn = takeTurns(2);
