const counted = /^\(\d+\+?\) /;

/** The studio's own icon with a figure on it; what is in `app/icon.svg`, beside a disc. */
function drawIcon(count: number): string {
  const words = count > 9 ? '9+' : String(count);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#181613"/><rect x="6" y="8.5" width="20" height="15" rx="3" fill="none" stroke="#f4f1ec" stroke-width="2"/><path d="M6 20v-8.5a3 3 0 0 1 3-3h7z" fill="#f0ac43"/><circle cx="22" cy="22" r="10" fill="#f0ac43"/><text x="22" y="27" text-anchor="middle" font-family="sans-serif" font-weight="700" font-size="14" fill="#181613">${words}</text></svg>`;
}

/** The icon's address without the figure, as it is written: React knows its own link by that, and would add another. */
let plain: string | null = null;

/** Writes into the tab's title and icon how many videos ended while it was not seen; 0 takes it away. */
export function showCount(count: number): void {
  const title = document.title.replace(counted, '');
  document.title = count > 0 ? `(${count}) ${title}` : title;
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (!icon) return;
  plain ??= icon.getAttribute('href') ?? '';
  const address = count > 0 ? `data:image/svg+xml,${encodeURIComponent(drawIcon(count))}` : plain;
  if (icon.getAttribute('href') !== address) icon.setAttribute('href', address);
}
