const STALL_MS = 30_000;

/**
 * Send one photo with its progress. Resolves, never rejects: {ok, body} or {ok: false, message}; without a message
 * the line failed. Only our own JSON counts as an answer. A stalled line is given up, a slow one is not.
 */
export function sendPhoto(url, file, moment, token, onPercent) {
  const form = new FormData();
  form.append("photos", file);
  form.append("moment", moment);
  return request("POST", url, token, form, onPercent);
}

/** Ask something about a photo in the form; the row tells to which group it belongs. */
export function ask(method, url, token, row) {
  const moment = row.querySelector("input[name^=photos_moment]").value;
  if (method === "GET") return request(method, `${url}?moment=${encodeURIComponent(moment)}`, token);
  const form = new FormData();
  form.append("moment", moment);
  return request(method, url, token, form);
}

function request(method, url, token, form = null, onPercent = () => {}) {
  return new Promise((resolve) => {
    const xhr = new XMLHttpRequest();
    let stalled;
    const alive = () => {
      clearTimeout(stalled);
      stalled = setTimeout(() => xhr.abort(), STALL_MS);
    };
    const end = (answer) => {
      clearTimeout(stalled);
      resolve(answer);
    };
    xhr.open(method, url);
    xhr.setRequestHeader("Accept", "application/json");
    xhr.setRequestHeader("X-CSRFToken", token);
    xhr.upload.addEventListener("progress", (event) => {
      alive();
      if (event.lengthComputable) onPercent(Math.round((100 * event.loaded) / event.total));
    });
    xhr.addEventListener("load", () => end(read(xhr)));
    for (const name of ["error", "abort"]) xhr.addEventListener(name, () => end({ ok: false }));
    alive();
    xhr.send(form);
  });
}

/** Any page of another server, such as the sign-in of a hotel's wifi, is no answer of ours. */
function read(xhr) {
  try {
    const body = JSON.parse(xhr.responseText);
    return xhr.status < 300 ? { ok: true, body } : { ok: false, message: body.message };
  } catch {
    return { ok: false };
  }
}
