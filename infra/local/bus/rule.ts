import type { BusEvent } from './entry.ts';
import { checkPattern, type Pattern } from '../event-patterns.ts';

export type RuleTarget = {
  id: string;
  arn: string;
  /** A constant instead of the event: JSON text. */
  input?: string;
  /** The part of the event that the target gets: `$.detail.order`. */
  inputPath?: string;
  inputTransformer?: unknown;
  deadLetterArn?: string;
  retry?: { maximumRetryAttempts?: number; maximumEventAgeSeconds?: number };
};

export type Rule = { name: string; arn: string; busName: string; pattern: Pattern; targets: readonly RuleTarget[] };

const PATH = /^\$(\.[\w-]+|\[\d+\])*$/;

function checkTarget(rule: Rule, target: RuleTarget): void {
  const where = `Target ${target.id} of rule ${rule.name}`;
  if (target.inputTransformer !== undefined)
    throw new Error(
      `${where}: the local cloud does not emulate InputTransformer; use the whole event, Input or InputPath`,
    );
  if (target.input !== undefined && target.inputPath !== undefined)
    throw new Error(`${where}: give either Input or InputPath`);
  if (target.inputPath !== undefined && !PATH.test(target.inputPath))
    throw new Error(`${where}: the local cloud cannot read the InputPath ${target.inputPath}; use names and [numbers]`);
  if (target.input === undefined) return;
  try {
    JSON.parse(target.input);
  } catch {
    throw new Error(`${where}: Input is not JSON`);
  }
}

/** Refuses by name what the local bus would get wrong. */
export function checkRules(rules: readonly Rule[], busNames: readonly string[]): void {
  for (const rule of rules) {
    if (!busNames.includes(rule.busName))
      throw new Error(`Rule ${rule.name} listens on a bus that does not exist: ${rule.busName}`);
    checkPattern(rule.pattern);
    for (const target of rule.targets) checkTarget(rule, target);
  }
}

/** What a target is given of an event. */
export function inputFor(target: RuleTarget, event: BusEvent): unknown {
  if (target.input !== undefined) return JSON.parse(target.input);
  const steps = (target.inputPath ?? '$').match(/[\w-]+/g) ?? [];
  return steps.reduce<unknown>(
    (value, step) => (value as { [key: string]: unknown } | undefined | null)?.[step],
    event,
  );
}
