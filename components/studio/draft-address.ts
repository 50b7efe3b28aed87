/** Longer than any id of a provider or a model. */
const longestId = 200;

/**
 * What an address says of a form: `?prompt=`, and beside it `&provider=…&model=…`, which go together, `&size=1280x720`
 * and `&seconds=4`. What makes no sense is passed over.
 */
export function readAddress(search: string): {
  prompt?: string;
  providerId?: string;
  model?: string;
  size?: string;
  seconds?: number;
} {
  const asked = new URLSearchParams(search);
  const prompt = asked.get('prompt');
  if (prompt === null) return {};
  const [providerId, model, size] = ['provider', 'model', 'size'].map((name) => asked.get(name) ?? '');
  const seconds = Number(asked.get('seconds'));
  const isModel = providerId && model && Math.max(providerId.length, model.length) <= longestId;
  return {
    prompt,
    ...(isModel && { providerId, model }),
    ...(size && /^[1-9]\d{0,4}x[1-9]\d{0,4}$/.test(size) && { size }),
    ...(seconds > 0 && Number.isFinite(seconds) && { seconds }),
  };
}
