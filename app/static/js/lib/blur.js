const COARSE_KM = 1;
const RESTING = new Set(["nest", "roost"]);

/** Twin of `core.sensitivity.blur_for`: the side of the public square in km; what has no name yet is coarse. */
export const blurOf = (species, behaviour) =>
  species ? Math.max(species.km, species.nest && RESTING.has(behaviour) ? COARSE_KM : 0) : COARSE_KM;
