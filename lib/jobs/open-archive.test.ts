import { makeZip } from 'client-zip';
import { expect, test } from 'vitest';
import { newId } from '@/lib/new-id';
import { type Manifest, manifestName, newManifest, spellManifest } from './library-archive';
import { openArchive } from './open-archive';
import { openTestContext } from './test-context';
import { bytesOf, toFile } from './test-export';

test('an export of a hundred thousand videos can be opened', async () => {
  const context = await openTestContext(() => Response.json({}));
  const sha256 = 'f'.repeat(64);
  const videos: Manifest['videos'] = [];
  const files: Manifest['files'] = [];
  for (let index = 0; index < 100_000; index += 1) {
    const id = newId('video', 1_800_000_000_000 + index);
    videos.push({ id, sha256 });
    const at = `2027-01-15_${'slow-dolly-through-a-misty-harbour-at-dawn'}_${index}.mp4`;
    files.push({ name: `videos/${id}/video.mp4`, at, bytes: 123_456_789, sha256 });
    for (const name of ['thumbnail.webp', 'spritesheet.jpg', 'video.json'])
      files.push({ name: `videos/${id}/${name}`, bytes: 1_234_567, sha256 });
    const key = `references/${index.toString(16).padStart(64, '0')}.png`;
    files.push({ name: key, bytes: 1_234_567, sha256 });
  }
  const input = spellManifest(newManifest(videos, files));
  const path = await toFile(context, await bytesOf(makeZip([{ name: manifestName, input }])));
  const opened = await openArchive(path);
  opened.zip.close();
  expect(opened.manifest.videos).toHaveLength(100_000);
  expect(opened.files.size).toBe(500_000);
}, 60_000);
