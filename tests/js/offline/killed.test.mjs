import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { ANNA, device, handIn, newDisk, photosOn, stateOf } from "./device.mjs";
import { ready } from "./server.mjs";

beforeEach(newDisk);

/** Dead without a sound: nothing of this page ever happens again. */
const dead = new Promise(() => {});

/** Kill at the n-th step: a write on the disk or a request, before it has its effect or just after. */
function killer(at, when) {
  const killed = Promise.withResolvers();
  let count = 0;
  const step = (work) => async (...given) => {
    count += 1;
    if (count > at) return dead;
    if (count === at && when === "before") return stop();
    const result = await work(...given);
    return count >= at ? stop() : result;
  };
  const stop = () => {
    killed.resolve("killed");
    return dead;
  };
  const wrap = ({ database, line }) => {
    database.write = step(database.write.bind(database));
    line.send = step(line.send.bind(line));
  };
  return { wrap, killed: killed.promise };
}

for (const when of ["before", "after"]) {
  test(`killed ${when} each step: afterwards the server has it exactly once, and the device knows`, async () => {
    let ended;
    let at = 0;
    do {
      at += 1;
      newDisk();
      const { server, phone: writer } = await ready();
      const ids = [await handIn(writer, { photos: 2 }), await handIn(writer, { photos: 1 })];
      const { wrap, killed } = killer(at, when);
      const phone = device({ server, clock: writer.clock, wrap });
      ended = await Promise.race([phone.uploader.run().then(() => "done"), killed]);
      assert.ok(at < 100);
      for (const id of ids) {
        const told = (await stateOf(writer, id)) === "received";
        assert.ok(!told || server.complete(id), `step ${at}: "Ontvangen" only when the server has all`);
      }
      const later = device({ server, clock: writer.clock });
      assert.equal(await later.uploader.run(), null);
      assert.equal(server.stored, 5, `step ${at}: two envelopes and three photos, each written once`);
      for (const id of ids) {
        assert.ok(server.complete(id));
        assert.equal(await stateOf(later, id), "received");
      }
      assert.equal((await photosOn(later)).length, 0);
    } while (ended === "killed");
    assert.ok(at > 12, "many steps were tried");
  });
}

test("killed at each step of saving: afterwards there is an item that is whole, or the draft", async () => {
  for (const when of ["before", "after"]) {
    let ended;
    let at = 0;
    do {
      at += 1;
      newDisk();
      const { wrap, killed } = killer(at, when);
      const id = crypto.randomUUID();
      ended = await Promise.race([handIn(device({ wrap }), { photos: 2, id }).then(() => "done"), killed]);
      const { server, phone } = await ready();
      const item = await phone.store.item(id);
      const drafts = await phone.drafts.list(ANNA);
      if (at > 1 || when === "after") assert.equal(drafts.length + (item ? 1 : 0), 1, `${when} ${at}: one of the two`);
      if (item) {
        await phone.uploader.run();
        assert.ok(server.complete(id));
      } else if (drafts.length) {
        assert.deepEqual(drafts[0].fields, { notes: "Heg gesnoeid" });
        for (const { id: photo } of drafts[0].photos) assert.ok(await phone.store.photo(photo));
      }
    } while (ended === "killed");
    assert.ok(at > 4);
  }
});
