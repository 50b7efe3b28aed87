/** The layout lays the videos that the address names side by side over the gallery. */
export default function ComparePage() {
  return null;
}
