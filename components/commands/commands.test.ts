import { describe, expect, test } from 'vitest';
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
