/** What a page tells that is kept for later, and what must be forgotten. */
import { Areas } from "./areas.js";
import { Forgetting } from "./forgetting.js";
import { Known } from "./known.js";
import { outboxOf, signedInHere } from "./page.js";
import { isUnsent } from "./states.js";
import { wakeMe } from "./worker.js";

const ELEMENT = /^\/elementen\/([0-9a-f]{8}-[0-9a-f-]{27})$/;

/** The elements that this person knows; null where nothing can be kept. */
export async function knownOf() {
  const parts = await outboxOf();
  if (!parts) return null;
  const { database } = parts.store;
  return { parts, known: new Known({ database, notes: parts.notes, fetch: (...given) => fetch(...given) }) };
}

/** The parts of the map that are kept here; null where nothing can be kept. */
export async function areasOf() {
  const parts = await outboxOf();
  if (!parts) return null;
  const { database } = parts.store;
  return { parts, areas: new Areas({ database, caches, fetch: (...given) => fetch(...given), newId: () => crypto.randomUUID() }) };
}

/** Keep what this page tells of elements, or forget it all. A shell was made for nobody: it tells nothing. */
export async function noteVisit() {
  const found = document.documentElement.dataset.shell ? null : await knownOf();
  if (!found) return;
  const { parts, known } = found;
  const forgetting = new Forgetting({ known, storage: storage(), caches: globalThis.caches });
  document.addEventListener("submit", ({ target, submitter }) => {
    const address = submitter?.hasAttribute("formaction") ? submitter.formAction : target.action;
    if (/^\/account\/uitloggen/.test(new URL(address, location.href).pathname)) forgetting.leaving();
  });
  const account = signedInHere();
  if (!account) return forgetting.end(await parts.identity.account());
  await forgetting.begin(account);
  const { lang, dataset } = document.documentElement;
  await parts.notes.trySet("language", lang);
  storage()?.setItem("haarvaten.kleur", dataset.theme ?? "");
  const [, element] = ELEMENT.exec(location.pathname) ?? [];
  const news = element ? await known.saw(account, element) : false;
  if (navigator.onLine !== false) await known.refresh(account, { force: news });
}

/** While something waits, the browser may wake the worker for it when no page is open any more. */
export async function watchUnsent() {
  const parts = await outboxOf();
  let before = 0;
  parts?.outbox.watch((items) => {
    const waits = items.filter(isUnsent).length;
    if (waits > before) wakeMe();
    before = waits;
  });
}

function storage() {
  try {
    return localStorage;
  } catch {
    return null; // forbidden by a setting of the browser
  }
}
