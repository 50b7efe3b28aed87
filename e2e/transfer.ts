import { expect, type Page } from '@playwright/test';

type Given = {
  files?: readonly { name: string; mimeType: string; buffer: Buffer }[];
  /** Texts by their types. */
  texts?: Record<string, string>;
};

/** Fires what a browser fires where something is dragged, dropped or pasted. @param selector what it is over */
export async function fire(page: Page, type: string, selector: string, { files = [], texts = {} }: Given) {
  const sent = files.map(({ name, mimeType, buffer }) => ({
    name,
    mimeType,
    base64: buffer.toString('base64'),
  }));
  await page.evaluate(
    ([kind, target, given, words]) => {
      const transfer = new DataTransfer();
      for (const { name, mimeType, base64 } of given) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        transfer.items.add(new File([bytes], name, { type: mimeType }));
      }
      for (const [format, text] of Object.entries(words)) transfer.setData(format, text);
      const element = document.querySelector(target) ?? document;
      const init = { bubbles: true, cancelable: true };
      element.dispatchEvent(
        kind === 'paste'
          ? new ClipboardEvent('paste', { ...init, clipboardData: transfer })
          : new DragEvent(kind, { ...init, dataTransfer: transfer }),
      );
    },
    [type, selector, sent, texts] as const,
  );
}

/** Drags something in and lets it go over a part of the page, as soon as the page is there for it. */
export async function drop(page: Page, selector: string, given: Given): Promise<void> {
  await expect(async () => {
    await fire(page, 'dragenter', selector, given);
    await expect(page.locator('.bg-veil')).toBeVisible({ timeout: 500 });
  }).toPass();
  await fire(page, 'dragover', selector, given);
  await fire(page, 'drop', selector, given);
  await expect(page.locator('.bg-veil')).toBeHidden();
}
