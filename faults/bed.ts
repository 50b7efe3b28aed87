import { seededRandom } from '@/lib/jobs/scenarios/cutting-proxy';
import { type FaultProxy, startFaultProxy } from './fault-proxy';
import type { Interference } from './interfere.mjs';
import { type ScriptedUpstream, startScriptedUpstream, type UpstreamOptions } from './scripted-upstream';
import { listVideos, type SeenVideo } from './studio-client';
import { openStudioProcess, type StudioProcess } from './studio-process';
import { waitFor } from './wait-for';

export type Bed = {
  upstream: ScriptedUpstream;
  /** The line between the studio and the upstream. */
  line: FaultProxy;
  studio: StudioProcess;
  /** Moves the studio's clock so far from the true one. */
  setClock: (offsetMs: number) => Promise<void>;
  /** The one job with this prompt. */
  find: (prompt: string) => Promise<SeenVideo>;
  /** Waits until the one job with this prompt is as wanted. */
  until: (
    prompt: string,
    isSo: (video: SeenVideo) => boolean,
    options?: { timeoutMs?: number; stepMs?: number },
  ) => Promise<SeenVideo>;
};

type BedOptions = UpstreamOptions & {
  environment?: Record<string, string>;
  interferences?: Interference[];
  seed?: number;
};

export const isCompleted = ({ status }: SeenVideo) => status === 'completed';
export const isOver = ({ firstframe }: SeenVideo) => firstframe.step === null;
export const isUnsure = ({ firstframe }: SeenVideo) => firstframe.step === 'unsure';

/** A scripted upstream, a line to it, and a running studio at its other end; all gone when the work is done. */
export async function withBed(options: BedOptions, work: (bed: Bed) => Promise<void>): Promise<void> {
  const { environment, interferences = [], seed = 7, ...upstreamOptions } = options;
  const random = seededRandom(seed);
  const upstream = await startScriptedUpstream({ random, ...upstreamOptions });
  const line = await startFaultProxy(upstream, random);
  const { filesAddress } = upstream;
  const studio = await openStudioProcess({
    upstream: { baseUrl: `${line.origin}/v1`, filesAddress },
    environment,
  });
  let clockMs = 0;
  const setClock = (offsetMs: number) => {
    clockMs = offsetMs;
    return studio.interfere({ do: 'clock', offsetMs });
  };
  const find = async (prompt: string) => {
    const videos = (await listVideos(studio)).filter((video) => video.prompt === prompt);
    const [video] = videos;
    if (!video || videos.length > 1) throw new Error(`${videos.length} jobs with the prompt "${prompt}".`);
    return video;
  };
  const until: Bed['until'] = (prompt, isSo, { timeoutMs = 60_000, stepMs = 0 } = {}) =>
    waitFor(
      `"${prompt}" is as wanted`,
      async () => {
        // Time that nobody has to sit through.
        if (stepMs > 0) await setClock(clockMs + stepMs);
        return find(prompt);
      },
      isSo,
      { timeoutMs, everyMs: 100 },
    );
  try {
    await studio.start(...interferences);
    await work({ upstream, line, studio, setClock, find, until });
  } finally {
    await studio.dispose();
    line.close();
    upstream.close();
  }
}
