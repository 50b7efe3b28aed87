import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseForCompare, mostCompared } from './choose';
import { differencesBetween } from './differences';

type Asked = Parameters<typeof differencesBetween>[0][number];

function asked(changes: Partial<Asked['firstframe']['asked']> = {}, model = 'm'): Asked {
  const wanted = {
    ...{
      size: '1280x720',
      seconds: 4,
      fps: null,
      seed: 7,
      negative_prompt: null,
      user: null,
      metadata: null,
    },
    ...{ options: {}, references: [] },
    ...changes,
  };
  const firstframe = { asked: wanted, provider: { id: 'p', label: 'P' } } as unknown as Asked['firstframe'];
  return { prompt: 'a boat', model, firstframe };
}

describe('what differs', () => {
  test('is nothing where all were asked for alike', () => {
    expect(differencesBetween([asked(), asked(), asked()])).toEqual([]);
  });

  test('is what is not the same in all, with what it is in each', () => {
    const rows = differencesBetween([asked(), asked({ seed: 8 }, 'n'), asked({ seed: null })]);
    expect(rows).toEqual([
      { field: 'model', name: 'model', values: ['m', 'n', 'm'] },
      { field: 'seed', name: 'seed', values: ['7', '8', null] },
    ]);
  });

  test('counts the fields of one provider, and one that only one of them names', () => {
    const rows = differencesBetween([
      asked({ options: { style: 'film', hd: true } }),
      asked({ options: { hd: true } }),
    ]);
    expect(rows).toEqual([{ field: 'option', name: 'style', values: ['film', null] }]);
  });

  test('knows an image by its address, which is that of its bytes', () => {
    const image = (url: string) => ({
      references: [{ role: 'first_frame' as const, url, type: 'image/png', width: 2, height: 1 }],
    });
    expect(differencesBetween([asked(image('/a')), asked(image('/a'))])).toEqual([]);
    expect(differencesBetween([asked(image('/a')), asked(image('/b'))])).toMatchObject([
      { field: 'firstFrame', values: ['/a', '/b'] },
    ]);
  });
});

describe('which takes are compared', () => {
  test('is the one that is looked at and those next to it, four at most, in their order', () => {
    const ids = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(ids, fc.nat(), (all, at) => {
        const id = all[at % all.length] ?? '';
        const chosen = chooseForCompare(id, all);
        expect(chosen).toContain(id);
        expect(chosen).toHaveLength(Math.min(all.length, mostCompared));
        const first = all.indexOf(chosen[0] ?? '');
        expect(all.slice(first, first + chosen.length)).toEqual(chosen);
      }),
    );
  });

  test('is none where that one is not ready', () => {
    expect(chooseForCompare('a', ['b', 'c'])).toEqual([]);
  });
});
