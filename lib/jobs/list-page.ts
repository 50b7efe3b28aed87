import 'server-only';

/** A page of a list, as OpenAI's lists are: its last id leads to the next page. */
export function listPage<Item extends { id: string }>(data: Item[], hasMore: boolean) {
  return {
    object: 'list' as const,
    data,
    first_id: data.at(0)?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
    has_more: hasMore,
  };
}
