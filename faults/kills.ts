import { seededRandom } from '@/lib/jobs/scenarios/cutting-proxy';
import { checkLedger, type LedgerFigures } from './check-ledger';
import { type ScriptedUpstream, startScriptedUpstream } from './scripted-upstream';
import { createUntilAnswered, listVideos, type SeenVideo } from './studio-client';
import { openStudioProcess, type StudioProcess } from './studio-process';
import { waitFor } from './wait-for';

export type KillFigures = LedgerFigures & {
  seed: number;
  kills: number;
  killsWhileStarting: number;
  wishes: number;
  /** From the start of a process until it is ready. */
  slowestStartMs: number;
  /** From then to its first question about work that was under way when the one before was killed; often it comes first. */
  slowestResumeMs: number;
  resumesMeasured: number;
};

/** A life may end so long after it was ready. */
const longestLifeMs = 1_000;
/** About as long as a start takes. */
const startMs = 700;
const shareOfKillsWhileStarting = 0.25;
/** Each so-manieth life that has work goes on until it has been seen to resume. */
const measuredLife = 4;

const isWork = ({ method, path }: { method: string; path: string }) =>
  method === 'GET' && /\/videos\/up_/.test(path);

/** When the studio first asked about a video in this life, whose requests are those from a place on. */
async function firstWork(upstream: ScriptedUpstream, from: number): Promise<number> {
  const first = await waitFor(
    'the studio goes on with what was under way',
    () => upstream.seen.slice(from).find(isWork),
    Boolean,
    { everyMs: 5 },
  );
  return first?.at ?? Number.POSITIVE_INFINITY;
}

/**
 * Kills a studio again and again at random instants, while people press "Send", videos are polled and files come in;
 * then lets everything end and compares the ledgers.
 */
export async function runKills({ kills, seed }: { kills: number; seed: number }): Promise<KillFigures> {
  const random = seededRandom(seed);
  const upstream = await startScriptedUpstream({
    random,
    pollsNeeded: 4,
    answerAfterMs: () => random() * 120,
  });
  const studio = await openStudioProcess({ upstream });
  const answered = new Map<string, string>();
  const starts: number[] = [];
  const resumes: number[] = [];
  let seenBefore = 0;
  let unmeasured = 0;
  let wishes = 0;
  let killsWhileStarting = 0;
  let isOver = false;

  /** Presses "Send" for ever, each time for another video, and never loses patience. */
  async function press(): Promise<void> {
    while (!isOver) {
      wishes += 1;
      const prompt = `wish ${wishes} [fault:content_trickle=${Math.floor(random() * 200)}]`;
      const { status, body } = await createUntilAnswered(studio, prompt, { key: `key-${seed}-${wishes}` });
      if (status !== 200) throw new Error(`A create was answered with ${status}: ${JSON.stringify(body)}`);
      answered.set(prompt, body.id);
      await new Promise((resolve) => setTimeout(resolve, 300 + random() * 900));
    }
  }
  /** A gallery that is open all the while. */
  async function watch(): Promise<void> {
    while (!isOver) {
      await listVideos(studio).catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }

  try {
    await studio.start();
    const people = [press(), press(), watch()];
    for (let kill = 0; kill < kills; kill += 1) {
      if (random() < shareOfKillsWhileStarting && kill > 0) {
        killsWhileStarting += 1;
        await new Promise((resolve) => setTimeout(resolve, random() * startMs));
      } else {
        await studio.ready();
        const readyAt = performance.now();
        starts.push(readyAt - studio.spawnedAt());
        unmeasured += 1;
        if (unmeasured >= measuredLife && (await hasWork(studio))) {
          resumes.push(Math.max(0, (await firstWork(upstream, seenBefore)) - readyAt));
          unmeasured = 0;
        }
        await new Promise((resolve) => setTimeout(resolve, random() * longestLifeMs));
      }
      await studio.kill();
      seenBefore = upstream.seen.length;
      studio.spawn();
    }
    await studio.ready();
    isOver = true;
    await Promise.all(people);
    await waitForEnds(studio, upstream);
    const figures = await checkLedger(studio, upstream, answered);
    return {
      seed,
      kills,
      killsWhileStarting,
      wishes,
      slowestStartMs: Math.round(Math.max(...starts)),
      slowestResumeMs: Math.round(Math.max(0, ...resumes)),
      resumesMeasured: resumes.length,
      ...figures,
    };
  } finally {
    isOver = true;
    await studio.dispose();
    upstream.close();
  }
}

/** Lets the first looks at the upstream's list fall due, and waits for every job that can end. */
export async function waitForEnds(studio: StudioProcess, upstream: ScriptedUpstream): Promise<void> {
  await studio.interfere({ do: 'clock', offsetMs: 20_000 });
  // Where nothing was made there is nothing to be found: a person decides.
  const isSettled = ({ prompt, firstframe }: SeenVideo) =>
    firstframe.step === null ||
    (firstframe.step === 'unsure' && firstframe.failures > 0 && upstream.madeFor(prompt).length === 0);
  // What was finished in lives that were too short to look into it has piled up.
  const timeoutMs = 120_000 + 1_500 * upstream.ledger.size;
  await waitFor(
    'every job has come to its end',
    async () => (await listVideos(studio)).filter((video) => !isSettled(video)),
    (open) => open.length === 0,
    { timeoutMs, everyMs: 250 },
  );
}

async function hasWork(studio: StudioProcess): Promise<boolean> {
  return (await listVideos(studio)).some(({ firstframe }) => firstframe.step === 'poll');
}
