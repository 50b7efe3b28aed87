import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { StudioError } from '@/lib/errors';
import { parseCreateRequest } from './create-request';

const parse = (fields: unknown, files: { field: string; path: string }[] = []) =>
  parseCreateRequest(fields, files);

describe('parseCreateRequest', () => {
  test("takes OpenAI's fields", () => {
    const body = {
      model: 'm',
      prompt: ' a boat ',
      seconds: '8',
      size: '1280x720',
      input_reference: { image_url: 'https://x.example/a.png' },
    };
    expect(parse(body)).toMatchObject({
      model: 'm',
      prompt: 'a boat',
      seconds: 8,
      size: '1280x720',
      takes: 1,
      references: [{ role: 'first_frame', param: 'input_reference', text: 'https://x.example/a.png' }],
    });
  });

  test("takes the relays' fields, as numbers or as the texts of a form (relay-sora-format.json)", () => {
    const body = {
      prompt: '宇航员站起身走了',
      duration: '5',
      width: '1280',
      height: 720,
      fps: '30',
      seed: '20231234',
      n: '2',
      response_format: 'url',
      user: 'user-1234',
      metadata: '{"style":"film"}',
      image: 'aGVsbG8gaGVsbG8gaGVsbG8gaGVsbG8gaGVsbG8=',
    };
    expect(parse(body)).toMatchObject({
      seconds: 5,
      size: '1280x720',
      fps: 30,
      seed: 20231234,
      takes: 2,
      user: 'user-1234',
      metadata: { style: 'film' },
      references: [{ param: 'image' }],
    });
  });

  test('takes which frame of which video an image is, as an object or as the text of a form', () => {
    const from = { video_id: 'video_1', frame: 57, seconds: 2.375 };
    for (const said of [from, JSON.stringify(from)]) {
      const { references } = parse({ prompt: 'x', image: 'https://x.example/a.png', first_frame_from: said });
      expect(references).toMatchObject([{ from: { videoId: 'video_1', frame: 57, seconds: 2.375 } }]);
    }
  });

  test.each([
    [{ prompt: 'x', first_frame_from: { video_id: 'video_1' } }, 'first_frame_from'],
    [
      { prompt: 'x', image: 'https://x.example/', last_frame_from: { video_id: 'video_1' } },
      'last_frame_from',
    ],
    [{ prompt: 'x', image: 'https://x.example/', first_frame_from: 'video_1' }, 'first_frame_from'],
    [{ prompt: 'x', image: 'https://x.example/', first_frame_from: {} }, 'first_frame_from.video_id'],
    [
      { prompt: 'x', image: 'https://x.example/', first_frame_from: { video_id: '../x' } },
      'first_frame_from.video_id',
    ],
    [
      { prompt: 'x', image: 'https://x.example/', first_frame_from: { video_id: 'v', frame: -1 } },
      'first_frame_from.frame',
    ],
    [{}, 'prompt'],
    [{ prompt: 5 }, 'prompt'],
    [{ prompt: '' }, 'prompt'],
    [{ prompt: 'x'.repeat(32_001) }, 'prompt'],
    [{ prompt: 'x', seconds: 0 }, 'seconds'],
    [{ prompt: 'x', seconds: 'four' }, 'seconds'],
    [{ prompt: 'x', size: '1280*720' }, 'size'],
    [{ prompt: 'x', width: 1280 }, 'height'],
    [{ prompt: 'x', height: 720 }, 'width'],
    [{ prompt: 'x', seed: 1.5 }, 'seed'],
    [{ prompt: 'x', n: 0 }, 'n'],
    [{ prompt: 'x', n: 1e9 }, 'n'],
    [{ prompt: 'x', response_format: 'b64_json' }, 'response_format'],
    [{ prompt: 'x', metadata: '[' }, 'metadata'],
    [{ prompt: 'x', input_reference: 7 }, 'input_reference'],
    [{ prompt: 'x', image: 'a', input_reference: 'b' }, 'image'],
    [{ prompt: 'x', input_reference: {} }, 'input_reference'],
    [{ prompt: 'x', input_reference: { image_url: 7 } }, 'input_reference'],
  ])('refuses %j and names %s', (body, param) => {
    expect(() => parse(body)).toThrow(expect.objectContaining({ code: 'invalid_request', param }));
  });

  test('tells what is absent from what is no text', () => {
    expect(() => parse({})).toThrow('prompt is required.');
    expect(() => parse({ prompt: 5 })).toThrow('prompt must be text.');
  });

  test.each([{ file_id: 'file-1' }, { file_id: 'file-1', image_url: 'https://x.example/a.png' }])(
    'says of %j that there are no files to name',
    (reference) => {
      const words = expect.objectContaining({
        code: 'invalid_request',
        param: 'input_reference',
        message: expect.stringContaining('file_id'),
      });
      expect(() => parse({ prompt: 'x', input_reference: reference })).toThrow(words);
    },
  );

  test.each([
    [{ fit: 'blur' }, { fit: 'blur', colour: '#000000', x: 0, y: 0, zoom: 1, turn: 0 }],
    [{}, { fit: 'crop', colour: '#000000', x: 0, y: 0, zoom: 1, turn: 0 }],
    ['{"zoom":2,"turn":-90}', { fit: 'crop', colour: '#000000', x: 0, y: 0, zoom: 2, turn: -90 }],
    [
      { x: '0.5', colour: '#FFaa00' },
      { fit: 'crop', colour: '#FFaa00', x: 0.5, y: 0, zoom: 1, turn: 0 },
    ],
    ['', undefined],
  ])('reads the framing %j', (framing, expected) => {
    const images = { input_reference: 'https://x.example/a.png', last_frame: 'https://x.example/b.png' };
    expect(parse({ prompt: 'x', ...images, framing }).framing).toEqual(expected);
    expect(parse({ prompt: 'x', ...images, last_frame_framing: framing }).lastFrameFraming).toEqual(expected);
  });

  test.each([
    [{ fit: 'fill' }, 'framing.fit must be crop, blur, colour or none.'],
    [{ colour: 'red' }, 'framing.colour must be a colour such as #1a2b3c.'],
    [{ zoom: 0 }, 'framing.zoom must be a number from 0.1 to 10.'],
    [{ x: 'left' }, 'framing.x must be a number from -20 to 20.'],
    [{ rotate: 90 }, 'framing.rotate is not a field of this request.'],
    ['crop', 'framing must be an object such as {"fit": "blur"}.'],
    [[], 'framing must be an object such as {"fit": "blur"}.'],
  ])('refuses the framing %j in words', (framing, message) => {
    const body = { prompt: 'x', input_reference: 'https://x.example/a.png', framing };
    expect(() => parse(body)).toThrow(expect.objectContaining({ code: 'invalid_request', message }));
  });

  test.each([
    ['framing', { last_frame: 'https://x.example/b.png' }],
    ['last_frame_framing', { input_reference: 'https://x.example/a.png' }],
  ])('refuses %s where there is no such image', (param, images) => {
    expect(() => parse({ prompt: 'x', ...images, [param]: { fit: 'crop' } })).toThrow(
      expect.objectContaining({ code: 'invalid_request', param }),
    );
  });

  test('refuses a file where none belongs, and two first frames', () => {
    expect(() => parse({ prompt: 'x' }, [{ field: 'video', path: '1' }])).toThrow(
      expect.objectContaining({ param: 'video' }),
    );
    const two = [
      { field: 'input_reference', path: '1' },
      { field: 'input_reference', path: '2' },
    ];
    expect(() => parse({ prompt: 'x' }, two)).toThrow(/Only one first frame/);
  });

  test('answers any JSON with a request or a refusal in words', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        try {
          expect(parse(body).prompt).not.toBe('');
        } catch (error) {
          expect(error).toBeInstanceOf(StudioError);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
