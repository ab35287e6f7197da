import assert from "node:assert/strict";
import { test } from "node:test";
import { patienceOf, shellOf, wayOf } from "../../../app/static/js/worker/ways.js";
import { asked, ORIGIN } from "./caches.mjs";

const way = (path, more) => wayOf(asked(path, more), ORIGIN);
const page = (path) => way(path, { mode: "navigate" });
const ID = "0a1b2c3d-0000-4000-8000-000000000000";

test("what changes something is never touched, wherever it goes", () => {
  for (const method of ["PUT", "POST", "DELETE", "PATCH", "HEAD"]) {
    for (const path of ["/onderhoud/nieuw", "/static/js/app.js", `/api/v1/submissions/${ID}`, `/fotos/${ID}/320.webp`]) {
      assert.equal(way(path, { method }), null);
      assert.equal(way(path, { method, mode: "navigate" }), null);
    }
  }
});

test("what is asked by scripts, of the desk, and downloads go past the worker", () => {
  for (const path of [`/api/v1/submissions/${ID}/receipt`, "/api/v1/mijn-elementen", "/kaart/zoek?q=a", `/kaart/element/${ID}`, "/kaart/eigen.geojson"])
    assert.equal(way(path), null, path);
  for (const path of ["/beheer", "/beheer/mensen", "/controle", "/api/v1/openapi.json", "/elementen.csv", `/downloads/${ID}`, "/dev/mail", "/sw.js", "/manifest.webmanifest"])
    assert.equal(page(path), null, path);
  assert.equal(wayOf({ ...asked("/"), url: "https://tegels.example/1/2/3.png" }, ORIGIN), null);
});

test("pages, files, small pictures and tiles have a way each", () => {
  assert.deepEqual(["/", "/kaart", "/onderhoud/nieuw?element=1", "/beheerder", "/downloads"].map(page), Array(5).fill("page"));
  assert.equal(way("/static/b/0123456789/js/app.js"), "file");
  assert.equal(way("/schil/nl/kennis?v=0123456789"), "file");
  assert.equal(way(`/fotos/${ID}/320.webp?v=1`), "picture");
  assert.equal(way(`/fotos/${ID}/1600.webp`), null);
  assert.equal(way(`/fotos/${ID}/foto.jpg`), null);
  assert.equal(way("/tegels/elementen/14/8490/5354.mvt?groep=water"), "tile");
});

test("each page that works without a line has its shell, and waits for the line no longer than that is worth", () => {
  const shell = (path) => shellOf(ORIGIN + path);
  assert.equal(shell("/onderhoud/nieuw?element=1"), "onderhoud");
  assert.equal(shell("/elementen/nieuw/"), "element");
  assert.equal(shell("/meldingen/nieuw?element=1"), "melding");
  assert.equal(shell("/elementen"), "geen-bereik");
  assert.ok(patienceOf("onderhoud") === 3_000 && patienceOf("geen-bereik") > 3_000);
});
