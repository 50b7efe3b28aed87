/** The layout opens the review room over the gallery, by the address. */
export default function ReviewPage() {
  return null;
}
