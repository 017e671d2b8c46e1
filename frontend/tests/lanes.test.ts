import assert from "node:assert/strict";
import { test } from "node:test";
import { lay } from "../src/lanes";

test("cards go into the shortest lane, the first of equals", () => {
  const lanes = { filled: [0, 0, 0] };
  const spots = [300, 100, 200, 50, 80].map((height) => lay(lanes, height));
  assert.deepEqual(spots, [
    { lane: 0, top: 0 },
    { lane: 1, top: 0 },
    { lane: 2, top: 0 },
    { lane: 1, top: 100 },
    { lane: 1, top: 150 },
  ]);
  assert.deepEqual(lanes.filled, [300, 230, 200]);
});

test("reading order holds: no card starts above one that came before it", () => {
  const lanes = { filled: Array<number>(5).fill(0) };
  const tops = Array.from({ length: 200 }, (_, i) => lay(lanes, 120 + ((i * 7919) % 400)).top);
  assert.ok(tops.every((top, i) => i === 0 || top >= (tops[i - 1] ?? 0)));
});

test("what lies across all lanes starts below the longest", () => {
  const lanes = { filled: [300, 120] };
  assert.deepEqual(lay(lanes, 60, true), { lane: 0, top: 300 });
  assert.deepEqual(lanes.filled, [360, 360]);
});
