import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { OtherTabs } from "../../../app/static/js/offline/other-tabs.js";

const channels = [];
afterEach(() => channels.splice(0).forEach((channel) => void channel.close()));

function tab(isDirty) {
  const channel = new BroadcastChannel("proef");
  channels.push(channel);
  return new OtherTabs({ channel, isDirty: () => isDirty, setTimer: (work) => setTimeout(work, 50) });
}

test("a tab hears of a form that is half filled in elsewhere, not of its own", async () => {
  const [here, there] = [tab(true), tab(false)];
  tab(false);
  assert.equal(await there.areDirty(), true);
  assert.equal(await here.areDirty(), false);
});
