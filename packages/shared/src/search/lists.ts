// Lists of lists: the phone's engine may lack `flat` and `flatMap`.

/** All of the lists, one after the other. */
export function all<T>(lists: readonly (readonly T[])[]): T[] {
  const whole: T[] = [];
  for (const list of lists) for (const item of list) whole.push(item);
  return whole;
}
