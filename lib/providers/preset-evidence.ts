import 'server-only';
import type { ErrorShape } from './error-shape';
import { readPath } from './json-path';

/** One answer of a server to a question that costs nothing. */
export type Seen = {
  status: number;
  /** Names in lower case. */
  headerNames: string[];
  shape: ErrorShape;
  text: string;
  answer: unknown;
};

/** What was seen of a server: `null` where it gave no answer. */
export type Observations = {
  host: string;
  models: Seen | null;
  /** To asking for a video that does not exist. */
  retrieve: Seen | null;
  list: Seen | null;
  /** To OpenRouter's list of video models. */
  videoModels: Seen | null;
};

type Question = Exclude<keyof Observations, 'host'>;

/** Something that speaks for presets, each as strongly as its number says (0–1). Everything that is named has to hold. */
type Evidence = {
  for: Record<string, number>;
  /** The host is this, or ends in it where it begins with a dot. */
  host?: string;
  /** To which question; to any where it is left out. */
  in?: Question;
  status?: readonly number[];
  shape?: ErrorShape;
  /** In the body, in any letter case. */
  text?: RegExp;
  /** A header whose name begins so. */
  header?: string;
  /** A path in the answer at which there is something. */
  has?: string;
};

/**
 * What tells the presets apart. Hosts are those that their vendors document; shapes and words are those of the servers'
 * own code or pages, with the sources of each dialect's file.
 */
const evidence: readonly Evidence[] = [
  { for: { azure: 0.95 }, host: '.openai.azure.com' },
  { for: { azure: 0.95 }, host: '.services.ai.azure.com' },
  { for: { openai: 0.95 }, host: 'api.openai.com' },
  { for: { openrouter: 0.95 }, host: 'openrouter.ai' },
  { for: { xai: 0.95 }, host: 'api.x.ai' },
  { for: { 'relay-sora': 0.9 }, host: 'api.xiexus.cn' },
  { for: { tokenops: 0.95 }, host: 'model-api.skyengine.com.cn' },
  // `{code, message, data}`, and 400 for a task that does not exist (New-API relay/relay_task.go).
  { for: { 'new-api': 0.7, 'relay-sora': 0.6 }, in: 'retrieve', shape: 'task', text: /task_not_exist/ },
  { for: { 'new-api': 0.3, 'relay-sora': 0.25 }, in: 'retrieve', shape: 'task' },
  // Its answer where there is no route (controller/relay.go), and to a key that it does not know (middleware/auth.go).
  { for: { 'new-api': 0.5, 'relay-sora': 0.4 }, text: /Invalid URL \(GET / },
  { for: { 'new-api': 0.6, 'relay-sora': 0.5 }, text: /"new_api_error"/ },
  { for: { 'new-api': 0.5, 'relay-sora': 0.4 }, header: 'x-new-api-' },
  { for: { tokenops: 0.6 }, in: 'retrieve', shape: 'status', has: 'error.details' },
  { for: { openrouter: 0.3, tokenops: 0.2 }, in: 'retrieve', shape: 'status' },
  { for: { openrouter: 0.8 }, in: 'videoModels', has: 'data[0].supported_resolutions' },
  { for: { litellm: 0.9 }, header: 'x-litellm-' },
  // FastAPI's `{detail}`; of the servers that use it, one describes its model by a path, one answers in a list.
  { for: { sglang: 0.4, 'vllm-omni': 0.4 }, in: 'retrieve', shape: 'detail' },
  { for: { sglang: 0.9 }, in: 'models', has: 'model_path' },
  { for: { sglang: 0.6 }, in: 'models', has: 'data[0].model_path' },
  { for: { 'vllm-omni': 0.7 }, in: 'models', text: /"owned_by"\s*:\s*"vllm/ },
  { for: { sglang: 0.7 }, in: 'models', text: /"owned_by"\s*:\s*"sglang/ },
  { for: { 'vllm-omni': 0.3 }, in: 'list', status: [200], has: 'has_more', text: /video_gen_/ },
  { for: { openai: 0.4, azure: 0.2, litellm: 0.2 }, in: 'retrieve', shape: 'openai', status: [400, 404] },
  {
    for: { openai: 0.3, azure: 0.1, litellm: 0.2, 'vllm-omni': 0.1 },
    in: 'list',
    status: [200],
    has: 'data',
  },
];

/** Whether a host is the one named, or below it. */
function isHost(host: string, named: string): boolean {
  return named.startsWith('.') ? host.endsWith(named) : host === named;
}

const questions = ['models', 'retrieve', 'list', 'videoModels'] as const satisfies Question[];

function holds(piece: Evidence, seen: Observations): boolean {
  if (piece.host !== undefined) return isHost(seen.host, piece.host);
  return (piece.in ? [piece.in] : questions).some((question) => {
    const found = seen[question];
    if (!found) return false;
    const { header, has } = piece;
    return (
      (!piece.status || piece.status.includes(found.status)) &&
      (!piece.shape || piece.shape === found.shape) &&
      (!piece.text || piece.text.test(found.text)) &&
      (!header || found.headerNames.some((name) => name.startsWith(header))) &&
      (has === undefined || (readPath(found.answer, has) ?? null) !== null)
    );
  });
}

/** The preset that a host alone speaks for, before anything is asked there; `null` for most hosts. */
export function presetOfHost(host: string): string | null {
  const found = evidence.find((piece) => piece.host !== undefined && isHost(host, piece.host));
  return found ? (Object.keys(found.for)[0] ?? null) : null;
}

/** How well each preset fits what was seen (0–1), the best first; equals stay in their order. */
export function scorePresets<Preset extends { id: string }>(
  presets: readonly Preset[],
  seen: Observations,
): (Preset & { score: number })[] {
  const held = evidence.filter((piece) => holds(piece, seen));
  const scored = presets.map((preset) => {
    // Pieces of evidence are independent witnesses: each leaves its share of the doubt that the others left.
    const doubt = held.reduce((left, piece) => left * (1 - (piece.for[preset.id] ?? 0)), 1);
    return { ...preset, score: Math.round((1 - doubt) * 100) / 100 };
  });
  return scored.sort((one, other) => other.score - one.score);
}
