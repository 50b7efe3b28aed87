/** Two notes, a fifth apart, in hertz. */
const notes = [659, 988];
const noteSeconds = 0.16;
const loudest = 0.12;

let audio: AudioContext | null = null;

/** Plays two short notes. A browser that was not touched yet stays silent. */
export async function playSound(): Promise<void> {
  audio ??= new AudioContext();
  await audio.resume();
  const { currentTime, destination } = audio;
  for (const [index, frequency] of notes.entries()) {
    const from = currentTime + index * noteSeconds;
    const until = from + 2 * noteSeconds;
    const volume = new GainNode(audio, { gain: 0 });
    const note = new OscillatorNode(audio, { type: 'sine', frequency });
    volume.gain.linearRampToValueAtTime(loudest, from + 0.01);
    volume.gain.exponentialRampToValueAtTime(0.001, until);
    note.connect(volume).connect(destination);
    note.start(from);
    note.stop(until);
  }
}
