import { vi } from 'vitest';
import { FakeClock } from '../infra/local/states/support.ts';

/** The one clock of a history: the machine's, and that of the functions. */
export class OneClock extends FakeClock {
  override now = () => Date.now();

  constructor(at: string) {
    super();
    vi.setSystemTime(new Date(at));
    this.time = Date.now();
  }

  override next(limit = Infinity): boolean {
    this.time = Date.now();
    const isMoved = super.next(limit);
    vi.setSystemTime(this.time);
    return isMoved;
  }

  /** So late is it at least. */
  pass(until: number): void {
    this.time = Math.max(Date.now(), until);
    vi.setSystemTime(this.time);
  }
}
