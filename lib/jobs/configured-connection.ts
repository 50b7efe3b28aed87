import 'server-only';
import { findPreset, presets } from '@/lib/providers/presets';
import { readDialect } from '@/lib/providers/read-dialect';
import { spellPath } from '@/lib/spell-path';
import { type Connection, fixedConnection } from './connection';

/** A provider as the environment names it: with the id of a preset, or a whole dialect as JSON. */
type Configured = Omit<Connection['config'], 'dialect' | 'isDemo'> & { dialect: unknown };

/**
 * A provider of the environment, ready to open.
 * @throws Error in words for the person at the terminal
 */
export function configuredConnection({ dialect: named, ...configured }: Configured): Connection {
  const preset = typeof named === 'string' ? named : null;
  const { dialect, issues } =
    preset === null ? readDialect(named) : { dialect: findPreset(preset), issues: [] };
  if (dialect) return fixedConnection('environment', preset, { ...configured, dialect, isDemo: false });
  const [issue] = issues;
  const known = presets.map((candidate) => candidate.dialect.id).join(', ');
  const words = issue
    ? `the dialect of "${configured.id}" is not right at ${spellPath(issue.path) || 'its top'}: ${issue.message}`
    : `there is no dialect "${preset}". Known: ${known}; or write a whole dialect in its place`;
  throw new Error(`FIRSTFRAME_PROVIDERS: ${words}.`);
}
