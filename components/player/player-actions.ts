/** What can be done with the frame that a player shows, from elsewhere on the page. */
export type PlayerActions = {
  takeFrame: (slot: 'firstFrame' | 'lastFrame') => void;
  extend: () => void;
  copy: () => void;
  save: () => void;
};

let actions: PlayerActions | null = null;

/** Says how it is done, for as long as the player is there. */
export function offerPlayerActions(offered: PlayerActions): () => void {
  actions = offered;
  return () => {
    if (actions === offered) actions = null;
  };
}

/** The actions of the player on the page, or `null` where there is none. */
export function playerActions(): PlayerActions | null {
  return actions;
}
