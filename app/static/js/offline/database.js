import { startTimer, stopTimer } from "../lib/timers.js";

/**
 * Why something could not be kept or read. `code` is one of: missing (this browser keeps nothing), full, blocked
 * (another tab holds an old version open), newer (this page is older than the data), mismatch (what was read back
 * is not what was written), lost (a photo of the item is not there), accepted (the server has it already), broken.
 */
export class StoreError extends Error {
  constructor(code, options) {
    super(code, options);
    this.name = "StoreError";
    this.code = code;
  }
}

/** One step per version of the database. A step only adds: a phone may hold things that were never sent. */
export const STEPS = [
  (db) => {
    db.createObjectStore("items", { keyPath: "id" });
    db.createObjectStore("photos", { keyPath: "id" });
    db.createObjectStore("drafts", { keyPath: "key" });
    db.createObjectStore("log", { keyPath: "number", autoIncrement: true });
    db.createObjectStore("meta", { keyPath: "name" });
  },
  (db) => {
    db.createObjectStore("known", { keyPath: "key" }); // elements that someone knows: known.js
    db.createObjectStore("areas", { keyPath: "key" }); // parts of the map: areas.js
  },
];

const CODES = { QuotaExceededError: "full", VersionError: "newer" };
// The browser closed the database under us (it was full, wiped, or iOS froze the page): open it again, once.
const CLOSED = new Set(["InvalidStateError", "UnknownError", "AbortError"]);
const OPEN_MS = 10_000;
const WORK_MS = 30_000;

/** The connection to IndexedDB: opened when needed, and again when the browser closed it. */
export class Database {
  /** `openDB` is idb's, or nothing where there is no IndexedDB. */
  constructor({ openDB, steps = STEPS, setTimer = startTimer, clearTimer = stopTimer }) {
    Object.assign(this, { openDB, steps, setTimer, clearTimer });
  }

  read(stores, work) {
    return this.#use((db) => work(db.transaction(stores, "readonly")));
  }

  /** One transaction, on the disk before this resolves. All of it or nothing; `work` may run twice. */
  write(stores, work) {
    return this.#use(async (db, late) => {
      const transaction = db.transaction(stores, "readwrite", { durability: "strict" });
      late.catch(() => undo(transaction));
      const done = transaction.done;
      done.catch(() => {}); // it is awaited below, or the reason that work gave counts
      try {
        const result = await work(transaction);
        await done;
        return result;
      } catch (error) {
        undo(transaction);
        throw transaction.error ?? error;
      }
    });
  }

  close() {
    this.opening?.then((db) => db.close()).catch(() => {});
    this.opening = undefined;
  }

  async #use(work) {
    try {
      return await this.#once(work);
    } catch (error) {
      if (!CLOSED.has(error.name)) throw storeError(error);
      this.close();
    }
    try {
      return await this.#once(work);
    } catch (error) {
      throw storeError(error);
    }
  }

  async #once(work) {
    const db = await this.#within(OPEN_MS, () => this.#open());
    return this.#within(WORK_MS, (late) => {
      late.catch(() => this.close()); // what hangs once hangs again
      return work(db, late);
    });
  }

  /** WebKit sometimes never answers; that must become a message too, and free the lock of who waits for it. */
  async #within(ms, work) {
    let timer;
    const late = new Promise((_, reject) => {
      timer = this.setTimer(() => reject(new StoreError(this.blocked ? "blocked" : "broken")), ms);
    });
    try {
      return await Promise.race([work(late), late]);
    } finally {
      this.clearTimer(timer);
    }
  }

  #open() {
    if (!this.openDB) return Promise.reject(new StoreError("missing"));
    this.opening ??= this.openDB("veld", this.steps.length, {
      upgrade: (db, from) => {
        for (const step of this.steps.slice(from)) step(db);
      },
      blocked: () => {
        this.blocked = true;
      },
      blocking: () => this.close(), // a newer page wants to add something: let it
      terminated: () => {
        this.opening = undefined;
      },
    }).then(
      (db) => {
        this.blocked = false;
        return db;
      },
      (error) => {
        this.opening = undefined;
        throw error;
      },
    );
    return this.opening;
  }
}

function undo(transaction) {
  try {
    transaction.abort();
  } catch {
    // it had ended already
  }
}

function storeError(error) {
  if (error instanceof StoreError) return error;
  return new StoreError(CODES[error.name] ?? "broken", { cause: error });
}
