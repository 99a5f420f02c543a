import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react';
import { everywhere, type Place, unsaved } from '../lib/unsaved.ts';

const Around = createContext(everywhere);

/** A place of its own, that can be left without the page being left. */
export function usePlace(): Place {
  const within = useContext(Around);
  const [place] = useState<Place>(() => ({ within }));
  return place;
}

export const Within = ({ place, children }: { place: Place; children: ReactNode }) => (
  <Around value={place}>{children}</Around>
);

export function useHold(place: Place, isUnsaved: boolean): () => void {
  const letGo = useRef<() => void>(undefined);
  useEffect(() => {
    if (!isUnsaved) return;
    letGo.current = unsaved.hold(place);
    return letGo.current;
  }, [place, isUnsaved]);
  return useCallback(() => letGo.current?.(), []);
}

/**
 * Nobody leaves what is typed here without being asked. A form that goes elsewhere once it is saved calls what this
 * returns before it goes: at that moment it is saved, but looks as it did.
 */
export const useUnsaved = (isUnsaved: boolean): (() => void) => useHold(useContext(Around), isUnsaved);

/** Whether something is typed around here, at the moment it is asked. */
export function useIsHeld(): () => boolean {
  const place = useContext(Around);
  return useCallback(() => unsaved.isHeld(place), [place]);
}

/** Asks before going, where something is typed around here that would be lost. */
export function useLeave(): (go: () => void) => void {
  const place = useContext(Around);
  return useCallback((go) => unsaved.leave(place, go), [place]);
}
