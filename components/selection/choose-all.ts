let offered: () => void = () => {};

/** Makes choosing everything something that can be asked for from elsewhere. Returns what takes it away again. */
export function offerChooseAll(choose: () => void): () => void {
  offered = choose;
  return () => {
    offered = () => {};
  };
}

/** Chooses all that the gallery shows. */
export function chooseAll(): void {
  offered();
}
