/** Runs in a child process: plain Node reads this file. The sound of several videos as one, without a gap. */
import {
  AudioSample,
  AudioSampleSink,
  EncodedPacket,
  EncodedPacketSink,
  type InputAudioTrack,
} from 'mediabunny';

/** What all of the sound is like. */
export type SoundShape = { sampleRate: number; channels: number };

/** The moments of a video's own time between which its sound is wanted, and where that begins in the result. */
export type SoundSpan = { begin: number; end: number; at: number };

/** Samples of each channel. */
type Waves = Float32Array[];

function readWaves(sample: AudioSample): Waves {
  return Array.from({ length: sample.numberOfChannels }, (_, planeIndex) => {
    const wave = new Float32Array(sample.numberOfFrames);
    sample.copyTo(wave, { planeIndex, format: 'f32-planar' });
    return wave;
  });
}

/** One channel on as many as are wanted, several on one as their mean; else the first of them. */
function mix(waves: Waves, channels: number): Waves {
  const [first = new Float32Array()] = waves;
  if (channels === 1 && waves.length > 1)
    return [first.map((_, at) => waves.reduce((sum, wave) => sum + (wave[at] ?? 0), 0) / waves.length)];
  return Array.from({ length: channels }, (_, channel) => waves[channel] ?? first);
}

/** Brings sound to another rate, on straight lines between its samples, over the borders of the pieces it comes in. */
class Resampler {
  readonly #step: number;
  #last: number[] = [];
  /** Where the next sample is to be read, counted from the last one of the piece before. */
  #place = 1;

  constructor(from: number, to: number) {
    this.#step = from / to;
  }

  take(waves: Waves): Waves {
    if (this.#step === 1) return waves;
    const length = waves[0]?.length ?? 0;
    const count = Math.max(0, Math.floor((length - this.#place) / this.#step) + 1);
    const taken = waves.map((wave, channel) => {
      const at = (index: number) =>
        index === 0 ? (this.#last[channel] ?? wave[0] ?? 0) : (wave[index - 1] ?? 0);
      return Float32Array.from({ length: count }, (_, index) => {
        const place = this.#place + index * this.#step;
        const before = Math.floor(place);
        return at(before) + (at(Math.min(length, before + 1)) - at(before)) * (place - before);
      });
    });
    this.#place += count * this.#step - length;
    this.#last = waves.map((wave) => wave.at(-1) ?? 0);
    return taken;
  }
}

/** All pieces are this long: where one is longer than the one before, the encoder's native code writes past its memory. */
const pieceLength = 1_024;

/** Lays sound end to end, sample by sample; what is missing is silence. */
export class SoundLine {
  readonly #shape: SoundShape;
  readonly #add: (sample: AudioSample) => Promise<void>;
  #piece: Waves;
  /** How many samples there are, those in the piece that is not full yet among them. */
  #written = 0;

  constructor(shape: SoundShape, add: (sample: AudioSample) => Promise<void>) {
    this.#shape = shape;
    this.#add = add;
    this.#piece = this.#emptyPiece();
  }

  /** All of a part: its sound, or silence for as long. */
  async addPart(track: InputAudioTrack | null, { begin, end, at }: SoundSpan): Promise<void> {
    const { sampleRate, channels } = this.#shape;
    const last = Math.round((at + end - begin) * sampleRate);
    let resampler: Resampler | null = null;
    let place: number | null = null;
    for await (const sample of track ? new AudioSampleSink(track).samples(begin, end) : []) {
      resampler ??= new Resampler(sample.sampleRate, sampleRate);
      place ??= Math.round((at + sample.timestamp - begin) * sampleRate);
      const waves = mix(resampler.take(readWaves(sample)), channels);
      sample.close();
      const length = waves[0]?.length ?? 0;
      await this.#silence(Math.min(last, place));
      const [from, to] = [this.#written - place, Math.min(last - place, length)];
      if (from < to) await this.#put(waves.map((wave) => wave.subarray(from, to)));
      place += length;
    }
    await this.#silence(last);
  }

  /** Fills the last piece up. */
  async finish(): Promise<void> {
    await this.#silence(Math.ceil(this.#written / pieceLength) * pieceLength);
  }

  #emptyPiece(): Waves {
    return Array.from({ length: this.#shape.channels }, () => new Float32Array(pieceLength));
  }

  async #silence(until: number): Promise<void> {
    while (this.#written < until) {
      const length = Math.min(pieceLength, until - this.#written);
      await this.#put(this.#emptyPiece().map((wave) => wave.subarray(0, length)));
    }
  }

  async #put(waves: Waves): Promise<void> {
    const length = waves[0]?.length ?? 0;
    for (let done = 0; done < length; ) {
      const filled = this.#written % pieceLength;
      const count = Math.min(length - done, pieceLength - filled);
      for (const [channel, wave] of waves.entries())
        this.#piece[channel]?.set(wave.subarray(done, done + count), filled);
      done += count;
      this.#written += count;
      if (filled + count === pieceLength) await this.#send();
    }
  }

  async #send(): Promise<void> {
    const { sampleRate, channels } = this.#shape;
    const data = new Float32Array(pieceLength * channels);
    for (const [channel, wave] of this.#piece.entries()) data.set(wave, channel * pieceLength);
    this.#piece = this.#emptyPiece();
    const timestamp = (this.#written - pieceLength) / sampleRate;
    const shape = { format: 'f32-planar', numberOfChannels: channels, sampleRate, timestamp } as const;
    const sample = new AudioSample({ data, ...shape });
    await this.#add(sample);
    sample.close();
  }
}

/**
 * Hands on the packets of a part's sound as they are. A packet belongs to the part that has most of it, so at a cut it is
 * half a packet from its place at most, about a hundredth of a second, and never more.
 * @param after where the sound ends that is there already
 * @returns where it ends now
 */
export async function copySound(
  track: InputAudioTrack,
  { begin, end, at }: SoundSpan,
  after: number,
  add: (packet: EncodedPacket) => Promise<void>,
): Promise<number> {
  let written = after;
  const sink = new EncodedPacketSink(track);
  const start = (await sink.getPacket(begin)) ?? (await sink.getFirstPacket());
  for await (const packet of start ? sink.packets(start) : []) {
    const { timestamp, duration, data, type } = packet;
    const middle = timestamp + duration / 2;
    if (middle < begin) continue;
    if (middle >= end) break;
    const wanted = at + timestamp - begin;
    // What comes before the end of what is there would push all that follows further and further back.
    if (written - wanted > duration / 2) continue;
    const placed = Math.max(written, wanted);
    await add(new EncodedPacket(data, type, placed, duration));
    written = placed + duration;
  }
  return written;
}
