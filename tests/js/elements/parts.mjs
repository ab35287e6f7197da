// In the place of offline/page.js, visit.js and start.js: `device.parts` is what a page gets of this device.
import { registerHooks } from "node:module";

const here = import.meta.url;
registerHooks({ resolve: (name, context, next) => next(/\/offline\/(page|visit|start)\.js$/.test(name) ? here : name, context) });

export const device = { parts: null, trouble: null };
export const broken = () => Promise.reject(Object.assign(new Error("disk"), { code: "broken" }));

export const outboxOf = async () => device.parts;
export const troubleOf = async () => device.trouble;
export const askAgain = () => device.again();
export const keepOnLeaving = () => {};
export const knownOf = async () => device.parts;
export const areasOf = async () => device.parts;
