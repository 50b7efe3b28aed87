/** A video as the studio's API shows it, as far as it is looked at here. */
export type SeenVideo = {
  id: string;
  status: string;
  prompt: string;
  error: { code: string; message: string } | null;
  firstframe: {
    step: string | null;
    upstream_id: string | null;
    progress: number | null;
    failures: number;
    batch_id: string;
    error_code: string | null;
    error_message: string | null;
    stalled_at: number | null;
    got: { sha256: string; bytes: number } | null;
  };
};

export type CreateAnswer = {
  status: number;
  headers: Headers;
  body: SeenVideo & { error: { code: string } | null };
};

type Address = { url: string };

/** Presses "Send" once. */
export async function create(
  { url }: Address,
  prompt: string,
  { key, ...fields }: { key?: string; [field: string]: unknown } = {},
): Promise<CreateAnswer> {
  const response = await fetch(`${url}/v1/videos`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key ? { 'idempotency-key': key } : {}) },
    body: JSON.stringify({ prompt, model: 'motion-1', ...fields }),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** Presses it as the browser does: the same request under the same key, until there is an answer that says something. */
export async function createUntilAnswered(
  studio: Address,
  prompt: string,
  options: { key: string; [field: string]: unknown },
): Promise<CreateAnswer> {
  for (;;) {
    const answer = await create(studio, prompt, options).catch(() => null);
    if (answer && answer.status < 500) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Every video there is, the newest first, those in the trash too. */
export async function listVideos({ url }: Address): Promise<SeenVideo[]> {
  const found: SeenVideo[] = [];
  for (const trashed of ['false', 'true']) {
    for (let after = '', hasMore = true; hasMore; ) {
      const response = await fetch(
        `${url}/v1/videos?limit=100&trashed=${trashed}${after && `&after=${after}`}`,
      );
      const page = (await response.json()) as { data: SeenVideo[]; has_more: boolean };
      found.push(...page.data);
      hasMore = page.has_more;
      after = page.data.at(-1)?.id ?? '';
    }
  }
  return found;
}

export async function download({ url }: Address, id: string): Promise<{ status: number; bytes: Buffer }> {
  const response = await fetch(`${url}/v1/videos/${id}/content`);
  return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) };
}
