import { useCallback, useEffect, useState } from 'react';

interface Asked<T> {
  data: T | undefined;
  error: unknown;
  again(): void;
}

/**
 * Asks once, and again each time what it depends on changes; the last answer stays until the next one.
 *
 * @param ask must be stable
 * @param every milliseconds after which to ask anew, or null to ask no more
 */
export function useAsked<T>(ask: (signal: AbortSignal) => Promise<T>, every: (data: T | undefined) => number | null): Asked<T> {
  const [data, setData] = useState<T>();
  const [error, setError] = useState<unknown>();
  const [round, setRound] = useState(0);
  const again = useCallback(() => setRound((count) => count + 1), []);

  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    ask(stop.signal).then(
      (answer) => {
        if (!stop.signal.aborted) {
          setData(answer);
          setError(undefined);
          const pause = every(answer);
          if (pause !== null) {
            timer = setTimeout(again, pause);
          }
        }
      },
      (cause: unknown) => {
        if (!stop.signal.aborted) {
          setError(cause);
        }
      },
    );
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [ask, every, again, round]);

  return { data, error, again };
}

/** Never ask anew by itself. */
export const ONCE = () => null;
