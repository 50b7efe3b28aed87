/** What is dragged over the page, as far as a browser tells before it is let go. */
export type Dragged =
  | { kind: 'files'; count: number; videos: number }
  | { kind: 'address' }
  | { kind: 'video' };

type Transfer = Pick<DataTransfer, 'types'> & { items: ArrayLike<Pick<DataTransferItem, 'kind' | 'type'>> };

/**
 * What a drag carries that can become a picture; `null` where it carries nothing of the kind, such as words.
 * @param own of a drag that began in this page the video that it is of, or `''`; `null` for one from outside
 */
export function readDragged({ types, items }: Transfer, own: string | null): Dragged | null {
  if (own !== null) return own === '' ? null : { kind: 'video' };
  if (types.includes('Files')) {
    const files = [...Array.from(items)].filter(({ kind }) => kind === 'file');
    const videos = files.filter(({ type }) => type.startsWith('video/')).length;
    return { kind: 'files', count: files.length, videos };
  }
  return types.includes('text/uri-list') ? { kind: 'address' } : null;
}

/** Whether a text is one address on the web and nothing else. */
export function isAddress(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text) && URL.canParse(text);
}
