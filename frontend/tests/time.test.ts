import assert from "node:assert/strict";
import { test } from "node:test";
import { ago } from "../src/time";
import { clock } from "../src/video";

test("which words say an age, and none past a week", () => {
  const HOUR = 3600;
  assert.deepEqual(ago(-5), ["ago_now", { n: 0 }]);
  assert.deepEqual(ago(7 * 60), ["ago_minutes", { n: 7 }]);
  assert.deepEqual(ago(5 * HOUR), ["ago_hours", { n: 5 }]);
  assert.deepEqual(ago(30 * HOUR), ["ago_yesterday", { n: 1 }]);
  assert.deepEqual(ago(3 * 24 * HOUR), ["ago_days", { n: 3 }]);
  assert.equal(ago(8 * 24 * HOUR), null);
});

test("the clock of a video", () => {
  assert.deepEqual([0, 7.9, 67, 600].map(clock), ["0:00", "0:07", "1:07", "10:00"]);
});
