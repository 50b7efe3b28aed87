import { describe, expect, test } from 'vitest';
import { offerPlayerActions } from '@/components/player/player-actions';
import { emptyDraft } from '@/components/studio/draft';
import en from '@/messages/en.json';
import zh from '@/messages/zh.json';
import type { Situation } from './command';
import { commands } from './commands';
import { findCommands } from './find-commands';
import { globalKeys, roomKeys } from './keys';

const nowhere: Situation = {
  draft: emptyDraft,
  model: null,
  refusal: null,
  newestId: null,
  isRoomOpen: true,
  isFiltered: false,
  roomId: null,
  chosen: { ids: [], areReady: true },
  go: () => {},
  setTheme: () => {},
  switchLanguage: () => {},
  emptyForm: () => {},
};

const named = (messages: typeof en) =>
  commands.map((command) => ({
    ...command,
    name: messages.commands.name[command.id as keyof typeof en.commands.name],
  }));

describe('the table of commands', () => {
  test('has a name in both languages for each, and each once', () => {
    const ids = commands.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const messages of [en, zh]) {
      expect(ids.toSorted()).toEqual(Object.keys(messages.commands.name).toSorted());
      expect(Object.keys(messages.commands.room)).toEqual(Object.keys(roomKeys));
    }
  });

  test('gives no key to two commands', () => {
    const keys = [...commands.flatMap(({ keys = [] }) => keys), ...globalKeys.palette];
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('offers in the review room nothing that acts on the composer below it', () => {
    const offered = commands.filter(({ isOffered }) => isOffered?.(nowhere) ?? true);
    expect(new Set(offered.map(({ group }) => group))).toEqual(new Set(['go', 'look']));
  });
});

describe('what is offered', () => {
  const offered = (situation: Partial<Situation>) =>
    commands.filter(({ isOffered }) => isOffered?.({ ...nowhere, ...situation }) ?? true).map(({ id }) => id);
  const chosen = (count: number, areReady = true) => ({
    isRoomOpen: false,
    chosen: { ids: Array.from({ length: count }, (_, index) => `video_${index}`), areReady },
  });
  const ofChosen = ['compareChosen', 'stitchChosen', 'stitch'];

  test.each([
    [1, true, ['stitch']],
    [2, true, ['compareChosen', 'stitchChosen']],
    [2, false, ['stitch']],
    [5, true, ['stitchChosen']],
    [51, true, ['stitch']],
  ])('with %i chosen that can be watched: %s', (count, areReady, expected) => {
    expect(offered(chosen(count, areReady)).filter((id) => ofChosen.includes(id))).toEqual(expected);
  });

  test('the parts of the room are offered in the room, and nothing of what is chosen under it', () => {
    const inRoom = offered({ ...chosen(2), isRoomOpen: true, roomId: 'video_1' });
    for (const id of ['showDetails', 'showLineage', 'showLog', 'showRequest']) {
      expect(inRoom).toContain(id);
      expect(offered(chosen(2))).not.toContain(id);
    }
    for (const id of ofChosen) expect(inRoom).not.toContain(id);
  });

  test('a frame becomes the last one only where the model takes one', () => {
    const idle = { takeFrame() {}, extend() {}, copy() {}, save() {} };
    const takeAway = offerPlayerActions(idle);
    const model = (role: string) =>
      ({ firstframe: { references: [{ role, maximum: 1 }] } }) as unknown as Situation['model'];
    expect(offered({ model: model('first_frame') })).not.toContain('useFrameLast');
    expect(offered({ model: model('last_frame') })).toContain('useFrameLast');
    takeAway();
    expect(offered({ model: model('last_frame') })).not.toContain('useFrameLast');
  });
});

test.each([
  [en, 'send', 'send'],
  [en, 'the', 'themeSystem'],
  [en, 'dark', 'themeDark'],
  [en, '发送', 'send'],
  [en, '回收', 'trash'],
  [en, 'first rem', 'removeFirstFrame'],
  [zh, 'trash', 'trash'],
  [zh, '首帧', 'addFirstFrame'],
  [zh, '模型', 'model'],
])('%#: "%s" finds', (messages, query, id) => {
  expect(findCommands(query, named(messages)).map((command) => command.id)).toContain(id);
});

test('the best comes first, all of them where nothing is looked for, and none where nothing fits', () => {
  const items = [
    { name: 'Empty the form', keywords: 'send nothing' },
    { name: 'Resend', keywords: '' },
    { name: 'Send', keywords: '' },
    { name: 'Go send', keywords: '' },
  ];
  expect(findCommands('SEND', items).map(({ name }) => name)).toEqual([
    'Send',
    'Go send',
    'Empty the form',
    'Resend',
  ]);
  expect(findCommands(' ', items)).toEqual(items);
  expect(findCommands('send xyz', items)).toEqual([]);
});
