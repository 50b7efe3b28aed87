type TileBackdropProps = {
  url: string | null;
  /** Whether words lie over the middle too, and not only along the upper and lower edge. */
  isCovered?: boolean;
};

/**
 * What a tile shows before its video is there: its first frame out of focus, or an empty screen. The veil keeps words
 * legible on a photo of any brightness.
 */
export function TileBackdrop({ url, isCovered = false }: TileBackdropProps) {
  const veil = isCovered
    ? 'bg-veil'
    : 'bg-linear-to-b from-veil from-30% via-transparent via-50% to-veil to-75%';
  return (
    <div aria-hidden className="absolute inset-0 bg-raised">
      {url && (
        <>
          <img src={url} alt="" className="size-full scale-110 object-cover opacity-70 blur-lg" />
          <div className={`absolute inset-0 ${veil}`} />
        </>
      )}
    </div>
  );
}
