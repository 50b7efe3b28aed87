/** What a tile shows before its video is there: its first frame out of focus, or an empty screen. */
export function TileBackdrop({ url }: { url: string | null }) {
  return (
    <div aria-hidden className="absolute inset-0 bg-raised">
      {url && <img src={url} alt="" className="size-full scale-110 object-cover opacity-60 blur-lg" />}
    </div>
  );
}
