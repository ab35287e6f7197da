// What every page may have. Each element wakes up by itself, also after htmx put it in place.
import "./elements/error-summary.js";
import "./elements/menu.js";
import "./elements/outbox-counter.js";
import "./elements/sent-at.js";
