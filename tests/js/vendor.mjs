// Our pages load packages from /static/vendor, which `flask assets build` fills; here they come from where npm put them.
import { registerHooks } from "node:module";

registerHooks({ resolve: (name, context, next) => next(name.endsWith("/vendor/idb.js") ? "idb" : name, context) });
