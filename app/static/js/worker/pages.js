import { within } from "./line.js";
import { patienceOf, shellOf } from "./ways.js";

const GATEWAY = new Set([502, 504]); // the proxy is there, and we are not

/** Pages: from the line; when that fails or is too slow, the shell of the page. */
export class Pages {
  /** `language()` tells in which language this device reads. */
  constructor({ files, fetch, language, wait = within }) {
    Object.assign(this, { files, fetch, language, wait });
  }

  async answer(request) {
    const shell = shellOf(request.url);
    try {
      const response = await this.wait(patienceOf(shell), () => this.fetch(request));
      if (!GATEWAY.has(response.status)) return response;
      return (await this.#shell(shell)) ?? response;
    } catch (error) {
      const kept = await this.#shell(shell);
      if (kept) return kept;
      throw error;
    }
  }

  async #shell(name) {
    const kept = await this.files.shell(name, await this.language());
    return kept && new Response(kept.body, { headers: kept.headers, status: 200 });
  }
}
