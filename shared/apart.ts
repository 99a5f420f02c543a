/**
 * Does many things of which none may stop the others: what fails is kept, and thrown when all are done, so that whoever
 * asked hears of it and tries again.
 */
export class Apart {
  readonly #failures: unknown[] = [];

  async run(one: () => Promise<unknown>): Promise<void> {
    try {
      await one();
    } catch (error) {
      this.#failures.push(error);
    }
  }

  /** Throws an AggregateError where something failed. */
  end(what: string): void {
    if (this.#failures.length === 0) return;
    const [first] = this.#failures;
    const why = first instanceof Error ? first.message : 'something else';
    throw new AggregateError(this.#failures, `${this.#failures.length} ${what}, the first because of: ${why}`);
  }
}
