import { isObject, type Json } from './json.ts';
import { integrationName, isSeconds, type Machine, type State, type States } from './machine.ts';
import { compile, expressionIn } from './query.ts';

/** Refuses, by name, what this engine would run differently from AWS or not at all. */
export function checkMachine(machine: Machine, integrations: ReadonlySet<string>): void {
  const { definition, name } = machine;
  if (definition.TimeoutSeconds !== undefined)
    positive(definition.TimeoutSeconds, `State machine ${name}: TimeoutSeconds`);
  checkStates(definition, { machine: name, jsonata: definition.QueryLanguage === 'JSONata', integrations });
}

type Where = { machine: string; jsonata: boolean; integrations: ReadonlySet<string> };

function checkStates(states: States, where: Where): void {
  if (!states.States?.[states.StartAt])
    throw new Error(`State machine ${where.machine}: StartAt names no state: ${states.StartAt}`);
  for (const [name, state] of Object.entries(states.States)) {
    const at = `State machine ${where.machine}, state ${name}`;
    checkLanguage(state, where.jsonata, at);
    checkTargets(state, states, at);
    checkExpressions(state as unknown as Json, at);
    checkOne(state, where, at);
  }
}

const jsonPathFields = ['InputPath', 'OutputPath', 'ResultPath', 'Parameters', 'ResultSelector', 'Result', 'Variable'];

function checkLanguage(state: State, jsonata: boolean, at: string): void {
  if ((state.QueryLanguage ?? (jsonata ? 'JSONata' : 'JSONPath')) !== 'JSONata')
    throw new Error(`${at}: JSONPath is not emulated. Set QueryLanguage to JSONata.`);
  const foreign = Object.keys(state).find((key) => jsonPathFields.includes(key) || key.endsWith('Path'));
  if (foreign) throw new Error(`${at}: ${foreign} belongs to JSONPath. Use Arguments, Output and Assign.`);
}

function checkTargets(state: State, { States: known }: States, at: string): void {
  const targets: (string | undefined)[] = [];
  if ('Next' in state) targets.push(state.Next);
  if ('Catch' in state) targets.push(...(state.Catch ?? []).map((catcher) => catcher.Next));
  if (state.Type === 'Choice') targets.push(state.Default, ...state.Choices.map((rule) => rule.Next));
  for (const target of targets)
    if (target !== undefined && !known[target]) throw new Error(`${at}: no state is named ${target}`);
}

function checkExpressions(value: Json, at: string): void {
  const expression = expressionIn(value);
  if (expression !== undefined) {
    try {
      compile(expression);
    } catch (error) {
      throw new Error(`${at}: the JSONata expression '${expression}' does not parse`, { cause: error });
    }
  } else if (Array.isArray(value)) for (const part of value) checkExpressions(part, at);
  else if (isObject(value)) {
    // The states inside a branch or an item processor are checked under their own names.
    for (const [key, part] of Object.entries(value)) if (key !== 'States') checkExpressions(part, at);
  }
}

const distributedFields = [
  'ItemReader',
  'ItemBatcher',
  'ResultWriter',
  'ToleratedFailureCount',
  'ToleratedFailurePercentage',
  'Iterator',
];

function checkOne(state: State, where: Where, at: string): void {
  switch (state.Type) {
    case 'Task':
      if (/\.sync(:\d+)?$/.test(state.Resource))
        throw new Error(`${at}: .sync integrations are not emulated: ${state.Resource}`);
      if (!where.integrations.has(integrationName(state.Resource)))
        throw new Error(`${at}: the resource is not emulated: ${state.Resource}`);
      return checkTimes(state.TimeoutSeconds, state.HeartbeatSeconds, at);
    case 'Map': {
      const foreign = distributedFields.find((key) => key in state);
      if (foreign || state.ItemProcessor?.ProcessorConfig?.Mode === 'DISTRIBUTED')
        throw new Error(
          `${at}: a Distributed Map is not emulated (${foreign ?? 'ProcessorConfig.Mode'}). Use an inline Map.`,
        );
      return checkStates(state.ItemProcessor, where);
    }
    case 'Parallel':
      for (const branch of state.Branches) checkStates(branch, where);
      return;
    case 'Choice':
    case 'Fail':
    case 'Pass':
    case 'Succeed':
    case 'Wait':
      return;
    default:
      throw new Error(`${at}: the type is not emulated: ${(state as { Type: unknown }).Type as string}`);
  }
}

function checkTimes(timeout: unknown, heartbeat: unknown, at: string): void {
  if (typeof timeout === 'number') positive(timeout, `${at}: TimeoutSeconds`);
  if (typeof heartbeat === 'number') positive(heartbeat, `${at}: HeartbeatSeconds`);
  if (typeof timeout === 'number' && typeof heartbeat === 'number' && heartbeat >= timeout)
    throw new Error(`${at}: HeartbeatSeconds must be less than TimeoutSeconds`);
}

function positive(value: number, what: string): void {
  if (!isSeconds(value))
    throw new Error(`${what} must be a whole number of seconds from 1 to 99999999, not ${String(value)}`);
}
