/** The studio itself is in the layout. */
export default function StudioPage() {
  return null;
}
