/**
 * Fills a data folder with the videos of two years, as a busy studio has them, in one transaction. Some of the newest have
 * files: a few videos of the embedded demo, linked under many names.
 *
 *   node bench/seed-library.mjs --data=FOLDER [--jobs=100000] [--pictures=300] [--seed=1] [--days=730]
 *
 * It needs a build (`npm run build`), for the folder is made by the studio itself.
 */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, linkSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import { openDice, writePrompt } from './seed-words.mjs';
import { startStudio } from './start-studio.mjs';

const dayMs = 24 * 3_600_000;
/** A file system takes no more names for one file than some ten thousand. */
const linksOfOne = 10_000;

/** Sizes that the demo is asked for, and that other jobs have. */
const templateSizes = ['1280x720', '720x1280', '854x480'];
const sizes = [
  '1280x720',
  '1280x720',
  '1280x720',
  '720x1280',
  '720x1280',
  '1792x1024',
  '1024x1024',
  '854x480',
];
const makers = [
  { provider: 'demo', models: ['firstframe-demo'] },
  { provider: 'openai', models: ['sora-2', 'sora-2', 'sora-2-pro'] },
  { provider: 'relay', models: ['veo-3.1', 'veo-3.1-fast', 'kling-2.5', 'wan-2.5'] },
  { provider: 'workstation', models: ['wan2.2-14b', 'ltx-video'] },
];
const tags = [
  'hero',
  'b-roll',
  'client',
  'draft',
  'night',
  'macro',
  'drone',
  'portrait',
  '定稿',
  '夜景',
  '样片',
];
const projects = ['Spring film', 'Lighthouse', 'Night market', '纸船', 'Reel 2026', 'Tests'];
const failures = [
  ['moderation_blocked', 'The provider refused this prompt.'],
  ['provider_error', 'The provider could not finish this video.'],
  ['video_expired', 'The provider no longer has the video.'],
];

/** @param {number} at @param {number} number */
const videoId = (at, number) =>
  `video_${at.toString(16).padStart(12, '0')}${number.toString(16).padStart(24, '0')}`;

/** @typedef {{ id: string, size: string, saved: string }} Template A video that the demo has made. */

/**
 * Has the studio make the folder, and in it a video of each size.
 * @param {string} folder @param {boolean} withVideos
 */
async function openFolder(folder, withVideos) {
  const studio = await startStudio(folder);
  try {
    /** @param {string} place @param {RequestInit} [init] */
    const ask = async (place, init) => (await fetch(`${studio.url}${place}`, init)).json();
    const headers = { 'content-type': 'application/json' };
    const asked = withVideos ? templateSizes : [];
    for (const size of asked) {
      const body = JSON.stringify({
        prompt: 'A paper boat on a puddle, rain',
        provider: 'demo',
        seconds: '4',
        size,
      });
      const { id } = await ask('/v1/videos', { method: 'POST', headers, body });
      for (let status = ''; status !== 'completed'; ) {
        await new Promise((resolve) => setTimeout(resolve, 250));
        status = (await ask(`/v1/videos/${id}`)).status;
        if (status === 'failed') throw new Error('The demo could not make a video.');
      }
    }
  } finally {
    await studio.stop();
  }
}

/** @param {DatabaseSync} database @returns {Template[]} */
function readTemplates(database) {
  const rows = database
    .prepare(`select id, size, saved from jobs where provider_id = 'demo' and saved is not null
      order by created_at desc limit ?`)
    .all(templateSizes.length);
  return /** @type {Template[]} */ (/** @type {unknown} */ (rows));
}

/**
 * Gives a job the files of a template, and answers with what its row says of them.
 * @param {string} folder @param {Template} template @param {string} id @param {number} number
 */
function linkFiles(folder, template, id, number) {
  const saved = JSON.parse(template.saved);
  const keys = ['videoKey', 'thumbnailKey', 'spritesheetKey'];
  mkdirSync(path.join(folder, 'videos', id), { recursive: true });
  for (const key of keys.filter((name) => saved[name])) {
    const source = path.join(folder, saved[key]);
    const generation = Math.floor(number / linksOfOne);
    const original = generation === 0 ? source : `${source}.${generation}`;
    if (!existsSync(original)) copyFileSync(source, original);
    saved[key] = saved[key].replace(template.id, id);
    linkSync(original, path.join(folder, saved[key]));
  }
  return saved;
}

/**
 * @param {string} folder
 * @param {{ jobs: number, pictures: number, seed: number, days: number, now?: number }} options
 */
export async function seedLibrary(folder, { jobs, pictures, seed, days, now = Date.now() }) {
  mkdirSync(folder, { recursive: true });
  await openFolder(folder, pictures > 0);
  const database = new DatabaseSync(path.join(folder, 'firstframe.sqlite'));
  database.exec('pragma cache_size = -131072');
  const templates = readTemplates(database);
  const dice = openDice(seed);
  const { roll, pick } = dice;
  const insert =
    database.prepare(`insert into jobs (id, change_sequence, status, step, provider_id, model, prompt,
    prompt_hash, request, batch_id, request_hash, warnings, attempt, failures, created_at, updated_at, submitted_at,
    completed_at, trashed_at, error_code, error_message, saved, upstream_id, size, seconds, has_reference, starred_at,
    project_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'h', '[]', 1, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const tag = database.prepare('insert or ignore into job_tags (job_id, tag_key, tag) values (?, ?, ?)');
  const spend =
    database.prepare(`insert into spending (job_id, attempt, provider_id, model, sent_at, micros, currency,
    is_estimated, state) values (?, 1, ?, ?, ?, ?, 'USD', 1, ?)`);
  const project = database.prepare(
    'insert or ignore into projects (id, name, name_key, created_at) values (?, ?, ?, ?)',
  );
  const row = database.prepare('select coalesce(max(change_sequence), 0) as newest from jobs').get();
  let change = Number(row?.newest);

  database.exec('begin');
  const projectIds = projects.map((name, index) => {
    const id = `project_${seed}_${index}`;
    project.run(id, name, name.toLowerCase(), now - days * dayMs);
    return id;
  });
  // People work by day and more of late, so days differ.
  const spanMs = days * dayMs;
  const times = Array.from({ length: jobs }, () => {
    const away = (roll(1_000_000) / 1_000_000) ** 1.3 * spanMs;
    const hour = 8 + roll(8) + roll(6);
    return Math.min(
      now - 60_000,
      Math.floor((now - away) / dayMs) * dayMs + hour * 3_600_000 + roll(3_600_000),
    );
  }).sort((one, other) => one - other);
  let prompt = '';
  let batch = '';
  for (const [index, at] of times.entries()) {
    const number = index + 1;
    const id = videoId(at, number);
    // Of four jobs one is another take of the one before.
    if (index === 0 || roll(4) > 0) {
      prompt = writePrompt(dice, number);
      batch = id;
    }
    const isPictured = index >= jobs - pictures && templates.length > 0;
    const fate = isPictured ? 100 : roll(1_000);
    const status = fate < 70 ? 'failed' : fate < 72 ? 'queued' : 'completed';
    const maker = pick(makers);
    const model = pick(maker.models);
    const template = isPictured ? pick(templates) : null;
    const size = template?.size ?? pick(sizes);
    const [width, height] = size.split('x').map(Number);
    const seconds = pick([4, 4, 8, 8, 12]);
    const sha256 = createHash('sha256').update(id).digest('hex');
    const made = template
      ? linkFiles(folder, template, id, index - (jobs - pictures))
      : { videoKey: `videos/${id}/video.mp4`, thumbnailKey: null, spritesheetKey: null, type: 'video/mp4' };
    const file = { bytes: 2_000_000, sha256, width, height, seconds, fps: 24, codec: 'avc' };
    const saved = status === 'completed' ? JSON.stringify({ ...file, ...made }) : null;
    const hasReference = roll(3) === 0 ? 1 : 0;
    const reference = {
      role: 'first_frame',
      key: `references/${sha256}.png`,
      type: 'image/png',
      bytes: 90_000,
      sha256,
      width,
      height,
    };
    const request = {
      prompt,
      size,
      seconds,
      seed: roll(10_000),
      references: hasReference ? [reference] : [],
    };
    const failure = status === 'failed' ? pick(failures) : null;
    const tookMs = 30_000 + seconds * 8_000 + roll(120_000);
    const isTrashed = !isPictured && roll(100) < 2;
    change += 1;
    insert.run(
      ...[id, change, status, status === 'queued' ? 'unsure' : null, maker.provider, model, prompt],
      ...[createHash('sha256').update(prompt).digest('hex').slice(0, 32), JSON.stringify(request), batch],
      ...[at, at + tookMs, at + 900, status === 'queued' ? null : at + tookMs],
      ...[isTrashed ? now - roll(20) * dayMs : null, failure?.[0] ?? null, failure?.[1] ?? null, saved],
      ...[status === 'queued' ? null : `up_${seed}_${number}`, size, seconds, hasReference],
      ...[roll(25) === 0 ? at + tookMs + 60_000 : null, roll(3) === 0 ? pick(projectIds) : null],
    );
    spend.run(id, maker.provider, model, at + 900, seconds * 100_000, failure ? 'not_charged' : 'charged');
    for (let count = roll(5) === 0 ? 1 + roll(3) : 0; count > 0; count -= 1) {
      const name = pick(tags);
      tag.run(id, name, name);
    }
  }
  database.exec('commit');
  database.exec('pragma wal_checkpoint(truncate)');
  database.close();
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      jobs: { type: 'string', default: '100000' },
      pictures: { type: 'string', default: '300' },
      seed: { type: 'string', default: '1' },
      days: { type: 'string', default: '730' },
    },
  });
  if (!values.data) throw new Error('Say which folder to fill: --data=FOLDER');
  const from = performance.now();
  const [jobs, pictures, seed, days] = [values.jobs, values.pictures, values.seed, values.days].map(Number);
  if (!(jobs && seed && days && pictures !== undefined)) throw new Error('These must be numbers above 0.');
  await seedLibrary(path.resolve(values.data), { jobs, pictures: Math.min(pictures, jobs), seed, days });
  console.log(`${jobs} videos in ${((performance.now() - from) / 1_000).toFixed(1)} s`);
}
