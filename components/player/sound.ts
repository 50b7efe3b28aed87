import { AudioBufferSink, type InputAudioTrack } from 'mediabunny';
import type { FrameTable } from '@/lib/media/frame-table';
import type { SourceSound } from './frame-source';
import { placeAfter, type Run } from './run';

/** One for the page: browsers allow few, and each takes a while to open. */
let shared: AudioContext | null = null;
let users = 0;

/** The sound card's time comes in steps; the page's does not, and is let drift by no more than this in a second. */
const driftPerCall = 1e-5;

/** The whole track as one buffer, exactly as long as the picture, so that both repeat together. */
async function decode(track: InputAudioTrack, table: FrameTable, context: AudioContext) {
  const rate = await track.getSampleRate();
  const length = Math.max(1, Math.round(table.seconds * rate));
  const whole = context.createBuffer(await track.getNumberOfChannels(), length, rate);
  for await (const { buffer, timestamp } of new AudioBufferSink(track).buffers()) {
    const at = Math.round((timestamp - table.origin) * rate);
    for (let channel = 0; channel < buffer.numberOfChannels; channel += 1) {
      const samples = buffer.getChannelData(channel);
      // What lies before the first frame, or after the last one, is not heard.
      if (at > -samples.length && at < length)
        whole.copyToChannel(samples.subarray(Math.max(0, -at)), channel, Math.max(0, at));
    }
  }
  return whole;
}

/**
 * The sound of a video, sample by sample, so that a repeat has no gap. It is heard at its own speed only: faster, slower
 * and backwards are silent, since the pitch would be wrong.
 */
export class Sound implements SourceSound {
  readonly #context: AudioContext;
  readonly #gain: GainNode;
  readonly #whole: AudioBuffer;
  #node: AudioBufferSourceNode | null = null;
  #ahead = Number.NEGATIVE_INFINITY;

  private constructor(context: AudioContext, whole: AudioBuffer) {
    this.#context = context;
    this.#whole = whole;
    this.#gain = context.createGain();
    this.#gain.connect(context.destination);
    users += 1;
  }

  /** @throws where the sound cannot be decoded */
  static async open(track: InputAudioTrack, table: FrameTable): Promise<Sound> {
    shared ??= new AudioContext({ latencyHint: 'interactive' });
    return new Sound(shared, await decode(track, table, shared));
  }

  now(): number | null {
    const { state, currentTime, outputLatency = 0 } = this.#context;
    if (state !== 'running') {
      this.#ahead = Number.NEGATIVE_INFINITY;
      return null;
    }
    const page = performance.now() / 1_000;
    this.#ahead = Math.max(currentTime - page, this.#ahead - driftPerCall);
    return page + this.#ahead - outputLatency;
  }

  async wake(): Promise<void> {
    if (this.#context.state === 'suspended') await this.#context.resume();
  }

  start(run: Run, startedAt: number): void {
    this.stop();
    const { rate, part, isLooping } = run;
    const when = Math.max(startedAt, this.#context.currentTime);
    const offset = placeAfter(run, when - startedAt);
    if (rate !== 1 || this.#context.state !== 'running' || offset >= part.end) return;
    const node = this.#context.createBufferSource();
    node.buffer = this.#whole;
    node.connect(this.#gain);
    if (isLooping) {
      Object.assign(node, { loop: true, loopStart: part.begin, loopEnd: part.end });
      node.start(when, offset);
    } else node.start(when, offset, part.end - offset);
    this.#node = node;
  }

  stop(): void {
    this.#node?.stop();
    this.#node?.disconnect();
    this.#node = null;
  }

  setVolume(volume: number): void {
    // By a jump it would click.
    this.#gain.gain.setTargetAtTime(volume, this.#context.currentTime, 0.01);
  }

  close(): void {
    this.stop();
    this.#gain.disconnect();
    users -= 1;
    // An idle one would keep the sound card awake.
    if (users === 0) void this.#context.suspend();
  }
}
