/**
 * Makes the videos of this folder, whose frames carry their number: eight cells from left to right are its bits, light for
 * 1, and the eight below are the opposite, so that a picture that is turned or mirrored reads as none. They need B-frames
 * and times as only FFmpeg with x264 makes them, so they are kept; the tests do not run this.
 *
 *   node e2e/videos/make-videos.mjs        (with ffmpeg of Debian 12: 5.1)
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const [width, height] = [192, 96];

/** @param {number} count */
function numberedFrames(count) {
  const frames = Buffer.alloc(width * height * count);
  for (let frame = 0; frame < count; frame += 1)
    for (let y = 0; y < height; y += 1)
      for (let x = 0; x < width; x += 1) {
        const bit = (frame >> (7 - Math.floor((x / width) * 8))) & 1;
        frames[(frame * height + y) * width + x] = bit === (y < height / 2 ? 1 : 0) ? 235 : 16;
      }
  return frames;
}

/** @param {string} name @param {number} count @param {string[]} options */
function make(name, count, options) {
  const raw = ['-f', 'rawvideo', '-pix_fmt', 'gray', '-s', `${width}x${height}`, '-r', '12', '-i', 'pipe:0'];
  const { status, stderr } = spawnSync(
    'ffmpeg',
    ['-y', '-loglevel', 'error', ...raw, ...options, path.join(import.meta.dirname, name)],
    { input: numberedFrames(count) },
  );
  if (status !== 0) throw new Error(String(stderr));
}

const x264 = ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-crf', '30', '-preset', 'veryslow'];

// Frames that last differently, B-frames that are stored out of order, a key frame every 30, a beginning after 0.5
// seconds (an empty edit), and a tone for as long.
make('uneven.mp4', 60, [
  ...['-f', 'lavfi', '-i', 'sine=frequency=440:duration=5.5', '-c:a', 'aac', '-b:a', '24k'],
  ...['-vf', "settb=1/12000,setpts='(0.5+N/12+0.03*sin(N))/TB'", '-fps_mode', 'passthrough'],
  ...[
    '-enc_time_base',
    '1/12000',
    '-video_track_timescale',
    '12000',
    '-bf',
    '3',
    '-g',
    '30',
    '-movflags',
    '+faststart',
    ...x264,
  ],
]);

// Turned by a quarter, its pixels twice as wide as high, and one key frame for all.
make('turned.mp4', 24, ['-vf', 'setsar=2', '-bf', '2', '-g', '250', ...x264]);
turn(path.join(import.meta.dirname, 'turned.mp4'));

/** Writes into the track's header that it is shown turned clockwise. @param {string} file */
function turn(file) {
  const bytes = readFileSync(file);
  const matrix = bytes.indexOf('tkhd') + 4 + 40;
  const one = 0x10000;
  const quarterTurn = [0, one, 0, -one, 0, 0, 0, 0, 0x40000000];
  for (const [place, value] of quarterTurn.entries()) bytes.writeInt32BE(value, matrix + 4 * place);
  writeFileSync(file, bytes);
}
