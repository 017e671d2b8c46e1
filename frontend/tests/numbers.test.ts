import assert from "node:assert/strict";
import { test } from "node:test";
import { short } from "../src/numbers";
import cases from "../src/numbers.cases.json";

for (const [language, pairs] of Object.entries(cases)) {
  test(`short counts in ${language}`, () => {
    for (const [count, written] of pairs) assert.equal(short(Number(count), language), written);
  });
}
