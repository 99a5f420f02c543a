import { useEffect, useRef } from 'react';

/** Something to do when a value is another than it was, and not when it is first shown. */
export function useWhenChanged<T>(value: T, act: (before: T) => void): void {
  const before = useRef(value);
  useEffect(() => {
    if (before.current === value) return;
    const was = before.current;
    before.current = value;
    act(was);
  }, [value]);
}
