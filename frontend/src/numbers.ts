/** Counts as short as the language writes them: 1.2k, 12K; 1.2万. The same rule as the server's (infra/text/short_numbers.py). */

interface Unit {
  /** A unit starts where the one below it would round up to it. */
  from: number;
  size: number;
  sign: string;
}

const ENGLISH: Unit[] = [
  { from: 999_500_000, size: 1e9, sign: "B" },
  { from: 999_500, size: 1e6, sign: "M" },
  { from: 9_950, size: 1e3, sign: "K" },
  { from: 1_000, size: 1e3, sign: "k" },
];

const CHINESE: Unit[] = [
  { from: 99_995_000, size: 1e8, sign: "亿" },
  { from: 10_000, size: 1e4, sign: "万" },
];

/** `count` for a language of the interface (BCP 47). */
export function short(count: number, language: string): string {
  const isChinese = language.startsWith("zh");
  const unit = (isChinese ? CHINESE : ENGLISH).find(({ from }) => count >= from);
  if (!unit) return String(count);
  const tenths = Math.floor((count * 10 + unit.size / 2) / unit.size);
  const isFine = tenths < (isChinese ? 1000 : 100) && tenths % 10 > 0;
  return (isFine ? tenths / 10 : Math.floor((count + unit.size / 2) / unit.size)) + unit.sign;
}
