/** Wall-clock deadlines that survive sleep of the machine. */

/** Longest time that a timer can be set to, in milliseconds. */
const LONGEST = 2 ** 31 - 1;

/** Calls `passed` once, at or after `at` (milliseconds since 1970). @returns a function that stops waiting */
export function onDeadline(at: number, passed: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = (): void => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', check);
    removeEventListener('pageshow', check);
  };
  const check = (): void => {
    clearTimeout(timer);
    const left = at - Date.now();
    if (left > 0) {
      timer = setTimeout(check, Math.min(left, LONGEST));
      return;
    }
    stop();
    passed();
  };
  document.addEventListener('visibilitychange', check);
  addEventListener('pageshow', check);
  timer = setTimeout(check, Math.min(Math.max(at - Date.now(), 0), LONGEST));
  return stop;
}
