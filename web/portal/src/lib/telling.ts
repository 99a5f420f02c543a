const told = new EventTarget();

class Told extends Event {
  readonly says: string;
  constructor(says: string) {
    super('told');
    this.says = says;
  }
}

/** What has changed on the page is read out to whoever does not see it. */
export const tell = (says: string): void => void told.dispatchEvent(new Told(says));

/** So short that nobody waits for it, and long enough for what is said in one go to be read out in one. */
const moment = 200;

/** What is said within a moment comes together; before it comes nothing, so that the same is read out again. */
export function whenTold(show: (says: string) => void): () => void {
  let waiting: readonly string[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hear = (event: Event) => {
    if (waiting.length === 0) show('');
    waiting = [...waiting, (event as Told).says];
    timer ??= setTimeout(() => {
      show(waiting.join('. '));
      waiting = [];
      timer = undefined;
    }, moment);
  };
  told.addEventListener('told', hear);
  return () => {
    clearTimeout(timer);
    told.removeEventListener('told', hear);
  };
}
