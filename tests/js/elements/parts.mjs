// In the place of offline/page.js and offline/visit.js: `device.parts` is what a page gets of this device.
import { registerHooks } from "node:module";

const here = import.meta.url;
registerHooks({ resolve: (name, context, next) => next(/\/offline\/(page|visit)\.js$/.test(name) ? here : name, context) });

export const device = { parts: null };
export const broken = () => Promise.reject(Object.assign(new Error("disk"), { code: "broken" }));

export const outboxOf = async () => device.parts;
export const knownOf = async () => device.parts;
export const areasOf = async () => device.parts;
