/** Hands a file to the browser's downloads. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  Object.assign(link, { href: url, download: name });
  link.click();
  // Browsers take it up a little later.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
