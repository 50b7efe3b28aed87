import 'server-only';
import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { readDialect } from '@/lib/providers/read-dialect';
import type { DialectCheck } from '@/lib/providers/wire';
import { spellPath } from '@/lib/spell-path';

/** More than anyone reads at once. */
const mostIssues = 50;

/** Words for the codes of the JSON parser. */
const syntaxWords: Record<string, string> = {
  InvalidSymbol: 'This is no JSON value; texts stand in double quotes.',
  InvalidNumberFormat: 'This is no number.',
  PropertyNameExpected: 'A key in double quotes is expected here.',
  ValueExpected: 'A value is expected here.',
  ColonExpected: 'A colon is expected here.',
  CommaExpected: 'A comma is missing before this.',
  CloseBraceExpected: 'A closing brace } is missing.',
  CloseBracketExpected: 'A closing bracket ] is missing.',
  EndOfFileExpected: 'Nothing may follow the last brace.',
  InvalidCommentToken: 'JSON has no comments.',
  UnexpectedEndOfString: 'The closing quote of a text is missing.',
  UnexpectedEndOfNumber: 'The number is not finished.',
  InvalidUnicode: 'This is no Unicode escape.',
  InvalidEscapeCharacter: 'This escape is not known to JSON.',
  InvalidCharacter: 'This character has to be escaped.',
};

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split(/\r\n|\n|\r/).length;
}

/** Where a path points in a text; where nothing stands there, the nearest thing around it. */
function offsetOf(root: Node, path: readonly (string | number)[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = findNodeAtLocation(root, path.slice(0, length));
    // Of a property, its key: that is what a person looks for.
    if (node) return node.parent?.type === 'property' ? node.parent.offset : node.offset;
  }
  return root.offset;
}

/** The text as a tree; `null` where it is nested so deeply that the parser, which recurses, gives up. */
function parse(text: string): { root: Node | undefined; errors: ParseError[] } | null {
  const errors: ParseError[] = [];
  try {
    const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
    return { root, errors };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function refuse(line: number, message: string): DialectCheck {
  return { object: 'dialect_check', ok: false, issues: [{ path: '', line, message }] };
}

/** Checks a dialect as text while it is being edited: first that it is JSON, then that it is a dialect. */
export function checkDialect(text: string): DialectCheck {
  const parsed = parse(text);
  if (!parsed) return refuse(1, 'is nested too deeply');
  const { root, errors } = parsed;
  if (errors.length > 0 || !root) {
    const issues = errors.slice(0, mostIssues).map(({ error, offset }) => {
      const code = printParseErrorCode(error);
      return { path: '', line: lineAt(text, offset), message: syntaxWords[code] ?? 'This is no JSON.' };
    });
    if (issues.length === 0) return refuse(1, 'A dialect is expected here.');
    return { object: 'dialect_check', ok: false, issues };
  }
  const issues = readDialect(JSON.parse(text))
    .issues.slice(0, mostIssues)
    .map(({ path, message }) => ({
      path: spellPath(path),
      line: lineAt(text, offsetOf(root, path)),
      message,
    }));
  return { object: 'dialect_check', ok: issues.length === 0, issues };
}
