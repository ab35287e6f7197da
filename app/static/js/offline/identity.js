import { isUnsent } from "./states.js";

const STOPPED = new Set(["sign_in", "other_account"]);

/** Whose things stand on this device, and who may send them. */
export class Identity {
  constructor({ store, notes }) {
    Object.assign(this, { store, notes });
  }

  /** Who was last signed in here: makes new items, and is the only one whose items are sent. Null: nobody. */
  async account() {
    return (await this.notes.get("account")) ?? null;
  }

  /** A page of ours says who is signed in. What waited for that goes on; what is of someone else stays and waits. */
  async signedIn(account) {
    if ((await this.account()) !== account) await this.notes.set("account", account);
    for (const item of await this.store.atStart()) {
      if (item.owner !== account || !STOPPED.has(item.state)) continue;
      const state = item.receipt ? "partial" : "waiting";
      await this.store.patch(item.id, item.sha256, { state, nextTry: 0, error: null });
    }
  }

  /** What waits of this person; signing out asks what to do with it when there is any. */
  async unsent() {
    const account = await this.account();
    return (await this.store.items()).filter((item) => item.owner === account && isUnsent(item));
  }

  /**
   * Before signing out. `choice`: "keep" (it waits here until they sign in again) or "delete", which people confirm
   * twice; sending or exporting first is up to the screen. A session that ran out is no sign-out: then nothing changes.
   */
  async leave(choice = "keep", drafts = null) {
    const account = await this.account();
    if (choice === "delete") {
      const mine = (await this.store.items()).filter((item) => item.owner === account);
      for (const row of (await drafts?.list(account)) ?? []) await drafts.discard(row.key);
      for (const item of mine) await this.store.remove(item.id);
    }
    await this.notes.set("account", null);
  }
}
