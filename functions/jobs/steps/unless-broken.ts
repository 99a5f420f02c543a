import { DomainError } from '../../../shared/errors.ts';

/** The sentence of a rule that keeps something from going out: a reason to prepare it and not to send it. */
export async function unlessBroken<T>(asked: Promise<T>): Promise<T | string> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'rule-broken') return error.message;
    throw error;
  }
}
