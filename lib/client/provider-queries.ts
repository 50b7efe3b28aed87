import { queryOptions } from '@tanstack/react-query';
import { requestJson } from './api';
import { dialectCheckSchema, presetListSchema, providerListSchema } from './schemas';

export const providerKeys = { all: ['providers'] as const };

/** Every connected provider. Jobs open and end meanwhile, so it is asked for again now and then. */
export function providersOptions() {
  return queryOptions({
    queryKey: providerKeys.all,
    queryFn: ({ signal }) => requestJson(providerListSchema, '/api/providers', { signal }),
    refetchInterval: 15_000,
  });
}

/** The dialects that come with the studio; they change only with the studio itself. */
export function presetsOptions() {
  return queryOptions({
    queryKey: ['presets'],
    queryFn: ({ signal }) => requestJson(presetListSchema, '/api/presets', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** What is wrong with the text of a dialect. The same text is never asked about twice. */
export function dialectCheckOptions(text: string) {
  return queryOptions({
    queryKey: ['dialect-check', text],
    queryFn: ({ signal }) =>
      requestJson(dialectCheckSchema, '/api/dialects/check', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ text }),
        signal,
      }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    retry: 1,
  });
}
