import { useRef } from 'react';

/** The latest answer there was, so that a page shows it until the next one comes instead of falling empty. */
export function useKept<T>(data: T | undefined): T | undefined {
  const last = useRef(data);
  if (data !== undefined) {
    last.current = data;
  }
  return data ?? last.current;
}
