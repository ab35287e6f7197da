// How well a phone knows where it is: a shape, a colour and always the metres.

const GOOD_M = 10;
const FAIR_M = 30;

/** The kind of badge for an accuracy in metres: ok (circle), warning (triangle) or error (square). */
export function levelOf(accuracyM) {
  if (accuracyM <= GOOD_M) return "ok";
  return accuracyM <= FAIR_M ? "warning" : "error";
}

/** Whole metres, upwards: nobody is told that it is better than it is. */
export const wholeMetres = (accuracyM) => Math.max(1, Math.ceil(accuracyM));
