import type { Json, JsonObject } from './json.ts';

/** A state machine as the template has it. */
export type Machine = { name: string; arn: string; definition: Definition };

/** Any JSON; its strings between `{%` and `%}` are JSONata. */
export type Template = Json;
type Seconds = number | string;

export type Retrier = {
  ErrorEquals: string[];
  IntervalSeconds?: number;
  MaxAttempts?: number;
  BackoffRate?: number;
  MaxDelaySeconds?: number;
  JitterStrategy?: 'FULL' | 'NONE';
};
export type Catcher = { ErrorEquals: string[]; Next: string } & Results;

export type Results = { Output?: Template; Assign?: JsonObject };
type Common = { QueryLanguage?: string; Comment?: string };
type Moving = Common & Results & { Next?: string; End?: boolean };
export type Fallible = Moving & { Retry?: Retrier[]; Catch?: Catcher[] };

export type TaskState = Fallible & {
  Type: 'Task';
  Resource: string;
  Arguments?: Template;
  TimeoutSeconds?: Seconds;
  HeartbeatSeconds?: Seconds;
};
export type ParallelState = Fallible & { Type: 'Parallel'; Arguments?: Template; Branches: States[] };
export type MapState = Fallible & {
  Type: 'Map';
  Items?: Template;
  ItemSelector?: Template;
  MaxConcurrency?: number | string;
  ItemProcessor: States & { ProcessorConfig?: { Mode?: string } };
};
export type PassState = Moving & { Type: 'Pass' };
export type WaitState = Moving & { Type: 'Wait'; Seconds?: Seconds; Timestamp?: string };
export type ChoiceRule = Results & { Condition: boolean | string; Next: string };
export type ChoiceState = Common & Results & { Type: 'Choice'; Choices: ChoiceRule[]; Default?: string };
export type SucceedState = Common & { Type: 'Succeed'; Output?: Template };
export type FailState = Common & { Type: 'Fail'; Error?: string; Cause?: string };

export type State =
  | TaskState
  | ParallelState
  | MapState
  | PassState
  | WaitState
  | ChoiceState
  | SucceedState
  | FailState;

export type States = { StartAt: string; States: Record<string, State> };
export type Definition = States & Common & { TimeoutSeconds?: number };

/** What TimeoutSeconds and HeartbeatSeconds may be. */
export const isSeconds = (value: unknown): value is number =>
  Number.isInteger(value) && (value as number) > 0 && (value as number) <= 99_999_999;

export const waitsForToken = (resource: string) => resource.endsWith('.waitForTaskToken');

/** `arn:aws:states:::lambda:invoke.waitForTaskToken` is the integration `lambda:invoke`. */
export const integrationName = (resource: string) =>
  resource.replace(/^arn:aws[^:]*:states:::/, '').replace(/\.waitForTaskToken$/, '');
