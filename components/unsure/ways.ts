import { enterRoom } from '@/components/studio/room';

/** What a person can do about a video whose request was never answered; each is a word of the address, too. */
export const ways = ['look', 'attach', 'send-again', 'give-up'] as const;
export type Way = (typeof ways)[number];

/** Opens the review room with one of the ways begun, or with all of them to choose from. */
export function enterUnsure(id: string, way: Way | null): void {
  enterRoom(id, way ?? '');
}

/** The way that the address names, if any. */
export function wayOfAddress(): Way | null {
  return ways.find((way) => `#${way}` === window.location.hash) ?? null;
}
