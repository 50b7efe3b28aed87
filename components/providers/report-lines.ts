import type { ConnectionReport } from '@/lib/providers/wire';

/** A line of the checklist. `word` and `text` name messages; `detail` is what the server or the provider said itself. */
export type ReportLine = {
  id: 'reachable' | 'key' | 'models' | 'errors' | 'list' | 'preset';
  tone: 'good' | 'bad' | 'neutral';
  /** `report.words.WORD` */
  word: string;
  /** `report.texts.TEXT` */
  text: string;
  values: Record<string, string | number>;
  detail: string | null;
  /** A preset that fits better than the chosen one. */
  better: string | null;
};

const shownModels = 3;

type Said = Partial<ReportLine> & Pick<ReportLine, 'id' | 'tone' | 'word'>;

function line(said: Said): ReportLine {
  return { text: said.word, values: {}, detail: null, better: null, ...said };
}

function reachableLine({ reachable, base_url: url }: ConnectionReport): ReportLine {
  if (!reachable.ok)
    return line({
      id: 'reachable',
      tone: 'bad',
      word: 'unreachable',
      values: { url },
      detail: reachable.message,
    });
  const ms = reachable.latency_ms;
  return ms === null
    ? line({ id: 'reachable', tone: 'good', word: 'reachable', text: 'answered', values: { url } })
    : line({ id: 'reachable', tone: 'good', word: 'reachable', values: { url, ms } });
}

const keyLines = {
  accepted: { tone: 'good', word: 'keyAccepted' },
  refused: { tone: 'bad', word: 'keyRefused' },
  none: { tone: 'neutral', word: 'keyNone' },
  unknown: { tone: 'neutral', word: 'keyUnknown' },
} as const;

function modelsLine({ models, key }: ConnectionReport): ReportLine | null {
  const { ids, ok, message } = models;
  // What it would list with another key is not known.
  if (ids.length === 0 && key.state === 'refused') return null;
  if (ids.length === 0)
    return line({
      id: 'models',
      tone: 'neutral',
      word: 'modelsNone',
      text: ok ? 'modelsEmpty' : 'modelsNone',
      detail: message,
    });
  const more = ids.length - shownModels;
  const names = ids.slice(0, shownModels).join(', ');
  return line({
    id: 'models',
    tone: 'good',
    word: 'models',
    text: more > 0 ? 'modelsMore' : 'models',
    values: { count: ids.length, names, more },
  });
}

function errorsLine({ retrieve }: ConnectionReport): ReportLine {
  const { status, shape, message } = retrieve;
  if (status === null || shape === 'none') {
    return line({ id: 'errors', tone: 'neutral', word: 'errorsUnknown', detail: message });
  }
  const values = { status };
  if (shape === 'openai') return line({ id: 'errors', tone: 'good', word: 'errors', values });
  const isPlain = shape === 'text' || shape === 'html';
  return isPlain
    ? line({ id: 'errors', tone: 'neutral', word: 'errorsPlain', values, detail: message })
    : line({ id: 'errors', tone: 'good', word: 'errors', text: 'errorsOwn', values });
}

const listLines = {
  supported: { tone: 'good', word: 'listed' },
  unsupported: { tone: 'neutral', word: 'notListed' },
  unknown: { tone: 'neutral', word: 'listUnknown' },
} as const;

function presetLine({ presets }: ConnectionReport, chosen: string): ReportLine | null {
  const [best] = presets;
  if (!best || best.score <= 0) return null;
  const own = presets.find(({ id }) => id === chosen);
  // One that fits as well as the best need not be changed.
  if (own && own.score >= best.score) {
    return line({ id: 'preset', tone: 'good', word: 'presetFits', values: { label: own.label } });
  }
  const values = { label: best.label, percent: Math.round(best.score * 100) };
  const word = chosen === '' ? 'presetFound' : 'presetBetter';
  return line({ id: 'preset', tone: 'neutral', word, values, better: best.id });
}

/** What a connection test found, line by line; `chosen` is the id of the preset it is to be connected with. */
export function reportLines(report: ConnectionReport, chosen: string): ReportLine[] {
  const reachable = reachableLine(report);
  // Nothing else was learned.
  if (!report.reachable.ok) return [reachable];
  return [
    reachable,
    line({ id: 'key', ...keyLines[report.key.state], detail: report.key.message }),
    modelsLine(report),
    errorsLine(report),
    line({ id: 'list', ...listLines[report.list] }),
    presetLine(report, chosen),
  ].filter((entry) => entry !== null);
}
