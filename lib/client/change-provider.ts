import { requestJson, withBody } from './api';
import { connectionReportSchema, providerSchema, removedProviderSchema } from './schemas';

/** What a provider is connected with. `api_key` goes to the server and never comes back. */
export type NewProvider = {
  label?: string;
  base_url: string;
  api_key?: string;
  preset?: string;
  dialect?: unknown;
  models?: string[];
};

/** What is to be different. What is absent stays; `null` takes away: the key, the list of models, what was edited. */
export type ProviderChange = {
  label?: string;
  base_url?: string;
  api_key?: string | null;
  preset?: string;
  models?: string[] | null;
  dialect?: unknown;
};

/** What to test. With `provider`, what is absent is as stored there, the key above all. */
export type ConnectionTest = {
  base_url?: string;
  api_key?: string | null;
  preset?: string;
  dialect?: unknown;
  provider?: string;
};

function addressOf(id: string): string {
  return `/api/providers/${encodeURIComponent(id)}`;
}

/** Connects a provider. @throws ApiError whose `param` names the field it is about */
export function connectProvider(provider: NewProvider) {
  return requestJson(providerSchema, '/api/providers', withBody('POST', provider));
}

/** Changes a provider that was connected here. @throws ApiError whose `param` names the field it is about */
export function changeProvider(id: string, change: ProviderChange) {
  return requestJson(providerSchema, addressOf(id), withBody('PATCH', change));
}

/** Forgets a provider and its key. */
export function removeProvider(id: string) {
  return requestJson(removedProviderSchema, addressOf(id), { method: 'DELETE' });
}

/** Says that what a provider refused was seen to: what waits for it is sent again. */
export function resumeProvider(id: string) {
  return requestJson(providerSchema, `${addressOf(id)}/resume`, { method: 'POST' });
}

/** Asks a provider what it is, without making a video. */
export function testConnection(test: ConnectionTest) {
  return requestJson(connectionReportSchema, '/api/providers/test', withBody('POST', test));
}
