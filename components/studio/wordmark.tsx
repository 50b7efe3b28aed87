/** A frame with its first corner lit. */
export function Wordmark() {
  return (
    <svg viewBox="0 0 20 20" className="size-5" aria-hidden="true">
      <rect
        x="1.75"
        y="3.75"
        width="16.5"
        height="12.5"
        rx="2.5"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
      />
      <path d="M1.75 13V6.25a2.5 2.5 0 0 1 2.5-2.5H8z" fill="var(--accent)" />
    </svg>
  );
}
