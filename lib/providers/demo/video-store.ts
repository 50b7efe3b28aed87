import 'server-only';
import { copyFile, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { type VideoRecord, videoRecordSchema } from './video-record';

async function writeDurably(file: string, content: string | Uint8Array): Promise<void> {
  const temporary = `${file}.part`;
  const handle = await open(temporary, 'w');
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, file);
}

/**
 * The demo's memory: one folder for each video, with its record, the images it was given and the files it became.
 * A record is either whole on the disk or not there.
 */
export class VideoStore {
  readonly #folder: string;
  readonly #records = new Map<string, VideoRecord>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Reads what is there, oldest first. A folder with no sound record is what a crash left of a create: it goes. */
  async load(): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    const found: VideoRecord[] = [];
    for (const id of await readdir(this.#folder)) {
      try {
        const content = await readFile(this.pathOf(id, 'record.json'), 'utf8');
        found.push(videoRecordSchema.parse(JSON.parse(content)));
      } catch {
        await rm(path.join(this.#folder, id), { recursive: true, force: true });
      }
    }
    found.sort((a, b) => a.createdAt - b.createdAt || a.id.localeCompare(b.id));
    for (const record of found) this.#records.set(record.id, record);
  }

  /** Where a file of a video is, or would be. */
  pathOf(id: string, name: string): string {
    return path.join(this.#folder, id, name);
  }

  find(id: string): VideoRecord | undefined {
    return this.#records.get(id);
  }

  /** All of them, oldest first. */
  all(): VideoRecord[] {
    return [...this.#records.values()];
  }

  /** Keeps a new video and its images, and returns once they are durable. */
  async add(record: VideoRecord, images: Record<string, Uint8Array>): Promise<void> {
    await mkdir(path.join(this.#folder, record.id), { recursive: true });
    for (const [name, bytes] of Object.entries(images))
      await writeDurably(this.pathOf(record.id, name), bytes);
    await this.save(record);
  }

  /** Keeps a new video with the images of another. */
  async addLike(record: VideoRecord, source: VideoRecord): Promise<void> {
    await mkdir(path.join(this.#folder, record.id), { recursive: true });
    for (const name of [record.firstFrame, record.lastFrame]) {
      if (name) await copyFile(this.pathOf(source.id, name), this.pathOf(record.id, name));
    }
    await this.save(record);
  }

  async save(record: VideoRecord): Promise<void> {
    await writeDurably(this.pathOf(record.id, 'record.json'), JSON.stringify(record, null, 2));
    this.#records.set(record.id, record);
  }

  async remove(id: string): Promise<void> {
    this.#records.delete(id);
    await rm(path.join(this.#folder, id), { recursive: true, force: true });
  }
}
