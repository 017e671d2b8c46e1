import assert from "node:assert/strict";
import { test } from "node:test";
import { ago } from "../src/time";
import { clock } from "../src/video";

const now = new Date("2025-01-15T12:00:00Z");
const before = (seconds: number) => new Date(now.getTime() - seconds * 1000);

test("ages in the words of the language, and none past a week", () => {
  assert.equal(ago(before(5), now, "en"), "now");
  assert.equal(ago(before(5 * 60), now, "en"), "5m ago");
  assert.equal(ago(before(8 * 3600), now, "zh-Hans"), "8小时前");
  assert.equal(ago(before(-30), now, "en"), "now");
  assert.equal(ago(before(8 * 86400), now, "en"), null);
});

test("the clock of a video", () => {
  assert.deepEqual([0, 7.9, 67, 600].map(clock), ["0:00", "0:07", "1:07", "10:00"]);
});
