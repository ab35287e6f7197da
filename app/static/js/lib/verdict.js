/**
 * What stands in the way of a step, as the name of its sentence: no words where they are needed ("empty"), or a ready
 * answer that was written for another step (the name of that step). Nothing in the way is an empty string.
 * Approving work together with its element ("both") asks what approving asks.
 */
export const blocked = (pressed, words, { step: meant = "", text = "" }) => {
  const step = pressed === "both" ? "publish" : pressed;
  const said = words.trim();
  if (meant && meant !== step && (said === "" || said === text.trim())) return meant;
  return step !== "publish" && said === "" ? "empty" : "";
};
