import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '@/lib/jobs/scenarios/cutting-proxy';
import { checkLedger } from './check-ledger';
import { extent } from './extent';
import { waitForEnds } from './kills';
import { startScriptedUpstream } from './scripted-upstream';
import { type Stop, type StopPoint, stopPoints } from './stop-points';
import { create, createUntilAnswered, download, listVideos } from './studio-client';
import { openStudioProcess } from './studio-process';
import { waitFor } from './wait-for';

const seeds = Array.from({ length: extent.seeds }, (_, seed) => seed);

/** An image of its own for each seed, so that it has to be kept anew. */
async function image(seed: number): Promise<string> {
  const background = { r: seed % 256, g: 90, b: 140 };
  const bytes = await sharp({ create: { width: 64, height: 64, channels: 3, background } })
    .png()
    .toBuffer();
  return `data:image/png;base64,${bytes.toString('base64')}`;
}

/** Lets one job be killed at one stop, starts again, has the caller repeat itself, and waits for the end. */
async function runStop(stop: Stop, seed: number) {
  const random = seededRandom(seed);
  let isArmed = 'upstream' in stop;
  const killOnce = async () => {
    if (!isArmed) return;
    isArmed = false;
    await studio.kill();
  };
  const upstream = await startScriptedUpstream({
    random,
    pollsNeeded: Math.floor(random() * 3),
    onRequest: async ({ method }) => {
      if (method !== 'POST' || !isArmed || !('upstream' in stop) || stop.upstream === 'once it is made')
        return true;
      await killOnce();
      return false;
    },
    onAccepted: killOnce,
  });
  const studio = await openStudioProcess({ upstream });
  try {
    await studio.start();
    if (!('upstream' in stop)) await studio.interfere({ do: 'die', ...stop });

    const options = { key: 'press', input_reference: await image(seed), size: '64x64' };
    const prompt = `a boat ${seed}`;
    const first = await create(studio, prompt, options).catch(() => null);
    if (first) {
      await waitFor('killed, or whole', async () => {
        if (!studio.isAlive()) return true;
        const one = (await listVideos(studio).catch(() => [])).find(({ id }) => id === first.body.id);
        if (one?.status === 'completed') await download(studio, one.id).catch(() => {});
        return false;
      });
    }
    await studio.gone();
    await studio.start();
    // Whoever was not answered asks again, as the browser does.
    const { body } = await createUntilAnswered(studio, prompt, options);
    await waitForEnds(studio, upstream);
    const figures = await checkLedger(studio, upstream, new Map([[prompt, body.id]]));
    return { figures, made: upstream.madeFor(prompt).length, isSameJob: !first || first.body.id === body.id };
  } finally {
    await studio.dispose();
    upstream.close();
  }
}

describe('F12: killed at', () => {
  const cases = stopPoints.flatMap((point) =>
    seeds.map((seed): [string, number, StopPoint] => [`${point.name}, ${point.what}`, seed, point]),
  );
  test.concurrent.each(cases)('%s, seed %i', async (_title, seed, { stops, madeTimes }) => {
    const stop = stops[seed % stops.length];
    if (!stop) throw new Error('There is no such stop.');
    const { figures, made, isSameJob } = await runStop(stop, seed);
    expect(figures).toMatchObject({ jobs: 1, doubled: [], lost: [], torn: [], open: 0, failed: 0 });
    expect({ made, completed: figures.completed, unsure: figures.unsure, isSameJob }).toEqual({
      made: madeTimes,
      completed: madeTimes,
      unsure: 1 - madeTimes,
      isSameJob: true,
    });
  });
});

test('F12: what a commit builds on is on the disk before it, with the folders that lead there', async () => {
  const upstream = await startScriptedUpstream();
  const studio = await openStudioProcess({ upstream });
  try {
    await studio.start({ do: 'tell' });
    const from = studio.moments().length;
    const { body } = await create(studio, 'a boat', { input_reference: await image(0), size: '64x64' });
    await waitFor(
      'it is whole',
      () => listVideos(studio),
      ([video]) => video?.status === 'completed',
    );
    const moments = studio.moments().slice(from);
    const data = studio.dataFolder;
    const video = `${data}/videos/${body.id}`;
    const order = [
      /^sync .*\/tmp\/.*\.image$/,
      /^rename .* → .*\/references\//,
      new RegExp(`^sync ${data}/references$`),
      /^sql insert into "jobs"/,
      /^sql commit/,
      /^sql update "jobs" set .*"attempt" = .*"submitted_at" = /,
      /^sql update "jobs" set "status" = .*"upstream_id" = /,
      /^sql update "jobs" set .*\["in_progress","archive"/s,
      /^sync .*\/tmp\/.*\.webp$/,
      new RegExp(`^rename .* → ${video}/thumbnail`),
      new RegExp(`^sync ${video}$`),
      // The new folder is an entry of this one.
      new RegExp(`^sync ${data}/videos$`),
      /^rename .*\/video\.json$/,
      /^sync .*\/tmp\/.*\.part$/,
      new RegExp(`^rename .* → ${video}/video.mp4`),
      new RegExp(`^sync ${video}$`),
      /^sql update "jobs" set .*"saved" = .*"completed_at" = /,
    ];
    let at = 0;
    for (const expected of order) {
      const found = moments.slice(at).findIndex((moment) => expected.test(moment));
      expect(found, `${expected} comes after the one before`).toBeGreaterThanOrEqual(0);
      at += found + 1;
    }
  } finally {
    await studio.dispose();
    upstream.close();
  }
});
