import type { ApiError } from '@/lib/client/api';

const fields = ['label', 'base_url', 'api_key', 'models', 'preset', 'dialect'] as const;

/** The parts of the form that an error can be about, by their names on the wire. */
export type ProviderField = (typeof fields)[number];

/** The part of the form that an error is about: `dialect.create.path` is about `dialect`. */
export function fieldOfError(error: ApiError | null): ProviderField | null {
  const name = error?.param?.split(/[.[]/)[0];
  return fields.find((field) => field === name) ?? null;
}
