import { useCallback, useEffect, useState } from "react";

/**
 * What `read` gives, read again every `every` real milliseconds and whenever the returned function is called.
 * A desk that does not answer leaves the last value standing.
 * @param read must keep its identity
 */
export function usePolled<T>(read: () => Promise<T>, every: number) {
  const [value, setValue] = useState<T>();
  const again = useCallback(
    () => void read().then(setValue, (error: unknown) => console.warn(error)),
    [read],
  );
  useEffect(() => {
    again();
    const timer = setInterval(again, every);
    return () => clearInterval(timer);
  }, [again, every]);
  return [value, again] as const;
}
