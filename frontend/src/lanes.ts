/** Where the next card goes. */

export interface Lanes {
  /** How far each lane is filled, in pixels. */
  filled: number[];
}

export interface Spot {
  lane: number;
  top: number;
}

/** Takes the place of a card of `height` in the shortest lane (the first of equals), or across all of them. */
export function lay(lanes: Lanes, height: number, across = false): Spot {
  const { filled } = lanes;
  if (across) {
    const top = Math.max(0, ...filled);
    filled.fill(top + height);
    return { lane: 0, top };
  }
  const top = Math.min(...filled);
  const lane = filled.indexOf(top);
  filled[lane] = top + height;
  return { lane, top };
}
