/**
 * Does a piece of work for each position from 0, a few at a time. After a failure nothing new is begun; it is thrown when
 * what was under way has ended.
 */
export async function inParallel(
  { count, lanes }: { readonly count: number; readonly lanes: number },
  work: (position: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  let stopped = false;
  const lane = async () => {
    while (next < count && !stopped) {
      const position = next;
      next += 1;
      try {
        await work(position);
      } catch (error) {
        stopped = true;
        throw error;
      }
    }
  };
  const outcomes = await Promise.allSettled(Array.from({ length: lanes }, lane));
  const failure = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failure) throw failure.reason;
}
