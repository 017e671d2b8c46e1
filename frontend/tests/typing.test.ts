import assert from "node:assert/strict";
import { test } from "node:test";
import { typing } from "../src/suggest";

test("a topic or a mention that is being typed", () => {
  assert.deepEqual(typing("slept under #hik"), { kind: "topic", prefix: "hik", from: 12 });
  assert.deepEqual(typing("周末去#徒步"), { kind: "topic", prefix: "徒步", from: 3 });
  assert.deepEqual(typing("ask @xiao.man"), { kind: "person", prefix: "xiao.man", from: 4 });
  assert.deepEqual(typing("#"), { kind: "topic", prefix: "", from: 0 });
});

test("addresses, entities and finished words suggest nothing", () => {
  for (const text of ["mail me@example", "https://a.example/#part", "&#39", "##", "#hiking now", "plain"]) {
    assert.equal(typing(text)?.prefix || null, null, text);
  }
});
