// What every page may have. Each element wakes up by itself, also after htmx put it in place.
import "./elements/app-install.js";
import "./elements/app-update.js";
import "./elements/error-summary.js";
import "./elements/menu.js";
import "./elements/outbox-counter.js";
import "./elements/sent-at.js";
import "./offline/begin.js";
