/** Where something is typed: in a dialog, which stands within a page, which stands within all of the console. */
export type Place = { readonly within?: Place };
export const everywhere: Place = {};

export type At = { pathname: string; search: object };

/** The parameters of an address by which something else is shown; the others narrow or sort what is there. */
const showing = ['tab', 'new', 'document'];

/** Whether a way from one address to another takes what is typed off the page. */
export function isLeft(from: At, to: At): boolean {
  const [before, after] = [from.search, to.search] as Record<string, unknown>[];
  return from.pathname !== to.pathname || showing.some((name) => before![name] !== after![name]);
}

const isWithin = (place: Place, outer: Place): boolean =>
  outer === everywhere || place === outer || (place.within !== undefined && isWithin(place.within, outer));

/** Knows what is typed and not saved yet, and who wants to go away from it. */
export function newKeeper() {
  const held = new Set<{ place: Place }>();
  const listeners = new Set<() => void>();
  let asked: { from: Place; go: () => void } | undefined;
  let isStaying = false;
  const tellAll = () => {
    for (const listener of listeners) listener();
  };
  const ask = (next: typeof asked) => {
    asked = next;
    tellAll();
  };
  const isHeld = (place: Place = everywhere) => [...held].some((one) => isWithin(one.place, place));
  /** What someone was asked about is saved meanwhile: they go where they wanted to. */
  const look = () => {
    const going = asked;
    if (going && !isHeld(going.from)) {
      ask(undefined);
      going.go();
    } else tellAll();
  };
  const giveUp = (from: Place = everywhere) => {
    for (const one of held) if (isWithin(one.place, from)) held.delete(one);
  };
  return {
    isHeld,
    /** What is typed there is lost, and nobody is asked about it any more. */
    giveUp,
    isHeldAnywhere: () => isHeld(),
    /** Until it is let go, because it is saved or gone. */
    hold(place: Place): () => void {
      const one = { place };
      held.add(one);
      return () => {
        // What takes its place, if anything does, holds at once.
        if (held.delete(one)) queueMicrotask(look);
      };
    },
    /** Goes at once where nothing is lost by it; else someone is asked first. */
    leave(from: Place, go: () => void): void {
      if (isHeld(from)) ask({ from, go });
      else go();
    },
    stay: () => ask(undefined),
    /** Whether the browser asks before it leaves the console. */
    mayBeLost: () => isHeld() && !isStaying,
    /** The browser is sent to a file that it only keeps: the page stays, and nobody is asked. */
    whileStaying(go: () => void): void {
      isStaying = true;
      setTimeout(() => (isStaying = false), 1000);
      go();
    },
    /** What was typed there is given up, so that the way on is free. */
    goOn: (): void => {
      const going = asked;
      ask(undefined);
      if (!going) return;
      giveUp(going.from);
      going.go();
    },
    isAsked: () => asked !== undefined,
    subscribe: (listener: () => void): (() => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

export const unsaved = newKeeper();
