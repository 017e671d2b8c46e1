/** Counts as short as the language writes them: 1.2k, 12K; 1.2万. Cut, never rounded up. */

interface Unit {
  from: number;
  size: number;
  sign: string;
  /** Below this a decimal is worth its room. */
  fineBelow: number;
}

const ENGLISH: Unit[] = [
  { from: 1e9, size: 1e9, sign: "B", fineBelow: 1e11 },
  { from: 1e6, size: 1e6, sign: "M", fineBelow: 1e8 },
  { from: 1e4, size: 1e3, sign: "K", fineBelow: 0 },
  { from: 1e3, size: 1e3, sign: "k", fineBelow: 1e4 },
];

const CHINESE: Unit[] = [
  { from: 1e8, size: 1e8, sign: "亿", fineBelow: 1e10 },
  { from: 1e4, size: 1e4, sign: "万", fineBelow: 1e6 },
];

/** `count` for a language of the interface (BCP 47). */
export function short(count: number, language: string): string {
  const units = language.startsWith("zh") ? CHINESE : ENGLISH;
  const unit = units.find(({ from }) => count >= from);
  if (!unit) return String(count);
  const tenths = Math.floor(count / (unit.size / 10));
  const figure = count < unit.fineBelow ? tenths / 10 : Math.floor(tenths / 10);
  return `${figure}${unit.sign}`;
}
