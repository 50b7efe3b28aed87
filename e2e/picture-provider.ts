import sharp, { type Sharp } from 'sharp';
import { openServer } from '@/lib/providers/contract/open-server';
import { parseMultipart } from '@/lib/providers/contract/received';

/** A create as the provider got it: its texts, and its files by their fields. */
export type ReceivedCreate = {
  texts: Record<string, string>;
  files: Record<string, { bytes: Buffer; type: string }>;
};

/** A server of OpenAI's format that keeps what it is sent, and whose videos all fail. */
export async function startPictureProvider() {
  const creates: ReceivedCreate[] = [];
  const { origin, close } = await openServer(async (request, response) => {
    const { method, url = '', headers } = request;
    const raw = Buffer.concat(await request.toArray());
    const answer = (content: object) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(content));
    if (url === '/v1/models') return answer({ data: [{ id: 'sora-2' }] });
    if (method !== 'POST') return answer({ id: 'up_1', status: 'failed', error: { message: 'Not today.' } });
    const create: ReceivedCreate = { texts: {}, files: {} };
    for (const part of await parseMultipart(headers['content-type'] ?? '', raw)) {
      if ('value' in part) create.texts[part.name] = part.value;
      else create.files[part.name] = { bytes: part.bytes, type: part.type };
    }
    creates.push(create);
    return answer({ id: `up_${creates.length}`, object: 'video', status: 'queued' });
  });
  return { baseUrl: `${origin}/v1`, creates, close };
}

export const quarterColours = {
  red: [220, 30, 30],
  green: [30, 160, 60],
  blue: [30, 60, 220],
  yellow: [230, 210, 40],
} as const;

/** Red and green over blue and yellow. */
export async function quarters(width: number, height: number): Promise<Sharp> {
  const { red, green, blue, yellow } = quarterColours;
  const size = { width: Math.ceil(width / 2), height: Math.ceil(height / 2), channels: 3 as const };
  const of = ([r, g, b]: readonly [number, number, number], left: number, top: number) => ({
    input: { create: { ...size, background: { r, g, b } } },
    left,
    top,
  });
  const whole = sharp({
    create: { width: 2 * size.width, height: 2 * size.height, channels: 3, background: '#000' },
    limitInputPixels: false,
  }).composite([
    of(red, 0, 0),
    of(green, size.width, 0),
    of(blue, 0, size.height),
    of(yellow, size.width, size.height),
  ]);
  return sharp(await whole.png({ compressionLevel: 1 }).toBuffer(), { limitInputPixels: false });
}

/** What colour an image has at places, which are parts of its width and height. */
export async function coloursAt(bytes: Buffer, places: readonly (readonly [number, number])[]) {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return places.map(([x, y]) => {
    const column = Math.min(info.width - 1, Math.floor(x * info.width));
    const row = Math.min(info.height - 1, Math.floor(y * info.height));
    const found = [...data.subarray((row * info.width + column) * info.channels)].slice(0, 3);
    const near = Object.entries(quarterColours).find(([, colour]) =>
      colour.every((value, channel) => Math.abs((found[channel] ?? 0) - value) <= 14),
    );
    return near?.[0] ?? found.join(',');
  });
}

/** How far two images are apart, in steps of 256, on average over all pixels. */
export async function differenceOf(one: Buffer, other: Buffer): Promise<number> {
  const [first, second] = await Promise.all(
    [one, other].map((bytes) => sharp(bytes).removeAlpha().raw().toBuffer()),
  );
  if (!first || first.length !== second?.length) return 256;
  let sum = 0;
  for (const [place, value] of first.entries()) sum += Math.abs(value - (second[place] ?? 0));
  return sum / first.length;
}
