import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { openServer } from '@/lib/providers/contract/open-server';

/** What one create was given, each image as a data URI. */
type Received = { prompt: string; image_url?: string; last_image_url?: string; image_urls?: string[] };

/** A provider of first frames, last frames and references, whose videos are never done. */
export async function startGuidedProvider() {
  const received: Received[] = [];
  const { origin, close } = await openServer(async (request, response) => {
    const answer = (content: object) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(content));
    if (request.method !== 'POST') return answer({ status: 'queued' });
    received.push(JSON.parse(Buffer.concat(await request.toArray()).toString()));
    return answer({ generation_id: `up_${received.length}`, status: 'queued' });
  });
  const file = path.join(tmpdir(), `firstframe-pictures-${new URL(origin).port}.json`);
  const provider = { id: 'pictures', label: 'Pictures', baseUrl: origin, dialect: 'v2-generations' };
  await writeFile(file, JSON.stringify({ providers: [{ ...provider, models: ['guided'] }] }));
  return { environment: { FIRSTFRAME_PROVIDERS: file }, received, close };
}

export const colours = {
  red: '#c82020',
  green: '#20a030',
  blue: '#2040c8',
  yellow: '#d8c020',
  violet: '#8030b0',
  grey: '#808080',
} as const;
export type Colour = keyof typeof colours;

/** A picture of one colour, as a file that a page can be given. */
export async function paint(colour: Colour, width = 64, height = 36) {
  const create = { width, height, channels: 3 as const, background: colours[colour] };
  const buffer = await sharp({ create }).png().toBuffer();
  return { name: `${colour}.png`, mimeType: 'image/png', buffer };
}

/** The bytes in a data URI. */
export function bytesOf(dataUri: string | undefined): Buffer {
  return Buffer.from(dataUri?.split(',')[1] ?? '', 'base64');
}

/** Which of the colours a picture is that was received; `null` for none. */
export async function colourOf(dataUri: string | undefined): Promise<Colour | null> {
  if (dataUri === undefined) return null;
  const { channels } = await sharp(bytesOf(dataUri)).stats();
  const isNear = (background: string) =>
    channels
      .slice(0, 3)
      .every(
        ({ mean }, index) =>
          Math.abs(mean - Number.parseInt(background.slice(1 + 2 * index, 3 + 2 * index), 16)) < 6,
      );
  const found = Object.entries(colours).find(([, background]) => isNear(background));
  return (found?.[0] as Colour | undefined) ?? null;
}
