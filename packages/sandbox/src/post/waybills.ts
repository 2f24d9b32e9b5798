// Waybill numbers of the express post: UPU S10, two letters, eight digits, a check digit, the country.
const weights = [8, 6, 4, 2, 3, 5, 9, 7];

/** The number of the n-th parcel. */
export function waybillOf(n: number): string {
  const digits = String(10_000_000 + n).slice(-8);
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  const rest = 11 - (sum % 11);
  const check = rest === 10 ? 0 : rest === 11 ? 5 : rest;
  return `EA${digits}${check}CN`;
}
