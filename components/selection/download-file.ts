/** Saves what is at an address of the studio as a file. @param name of the file, where the answer does not say one */
export function downloadFile(url: string, name: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
}
