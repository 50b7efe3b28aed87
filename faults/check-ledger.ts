import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ScriptedUpstream } from './scripted-upstream';
import { download, listVideos } from './studio-client';
import type { StudioProcess } from './studio-process';
import { sha256 } from './upstream-video';

export type LedgerFigures = {
  /** What the upstream made, hence charged for. */
  upstreamCreates: number;
  jobs: number;
  completed: number;
  failed: number;
  unsure: number;
  /** Still on their way. */
  open: number;
  /** Prompts that were paid for more than once, or that have more than one job. */
  doubled: string[];
  /** Answered creates without their job, and paid videos that no job holds and no unsure one may mean. */
  lost: string[];
  /** Videos whose bytes, here or over HTTP, are not the whole of what the upstream made for that very job. */
  torn: string[];
};

function twice(names: string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}

/** The ids of jobs in whose folder a video stands that is not whole, whatever their rows say. */
async function findTornFiles(dataFolder: string, expected: Map<string, string>): Promise<string[]> {
  const folder = path.join(dataFolder, 'videos');
  const torn: string[] = [];
  for (const id of await readdir(folder).catch(() => [])) {
    const files = await readdir(path.join(folder, id));
    for (const file of files.filter((name) => /^video\.(mp4|webm|mov)$/.test(name))) {
      const hash = sha256(await readFile(path.join(folder, id, file)));
      if (hash !== expected.get(id)) torn.push(id);
    }
  }
  return torn;
}

/**
 * Compares what the studio says with what the upstream charged for.
 * @param answered what each prompt was answered with: the id of its job
 */
export async function checkLedger(
  studio: StudioProcess,
  upstream: ScriptedUpstream,
  answered: Map<string, string>,
): Promise<LedgerFigures> {
  const videos = await listVideos(studio);
  const byId = new Map(videos.map((video) => [video.id, video]));
  const made = [...upstream.ledger.values()];
  const held = videos.flatMap(({ firstframe }) => firstframe.upstream_id ?? []);
  const unsure = videos.filter(({ firstframe }) => firstframe.step === 'unsure');
  const maybe = new Set(unsure.map(({ prompt }) => prompt));

  const forgotten = [...answered].filter(([prompt, id]) => byId.get(id)?.prompt !== prompt);
  const ownerless = made.filter(({ id, prompt }) => !held.includes(id) && !maybe.has(prompt));

  const expected = new Map(
    videos.map(({ id, firstframe }) => [
      id,
      sha256(upstream.ledger.get(firstframe.upstream_id ?? '')?.bytes ?? Buffer.alloc(0)),
    ]),
  );
  const torn = new Set(await findTornFiles(studio.dataFolder, expected));
  const completed = videos.filter(({ status }) => status === 'completed');
  for (const { id, firstframe } of completed) {
    const { status, bytes } = await download(studio, id);
    const wanted = expected.get(id);
    if (status !== 200 || sha256(bytes) !== wanted || firstframe.got?.sha256 !== wanted) torn.add(id);
  }
  return {
    upstreamCreates: made.length,
    jobs: videos.length,
    completed: completed.length,
    failed: videos.filter(({ status }) => status === 'failed').length,
    unsure: unsure.length,
    open: videos.filter(({ firstframe }) => firstframe.step !== null && firstframe.step !== 'unsure').length,
    doubled: twice([...made.map(({ prompt }) => prompt)]).concat(twice(videos.map(({ prompt }) => prompt))),
    lost: [...forgotten.map(([prompt]) => prompt), ...ownerless.map(({ id }) => id)],
    torn: [...torn],
  };
}
