import { asStatesError, StatesError, withinLimit } from './errors.ts';
import type { Json, JsonObject } from './json.ts';
import type { MapState, ParallelState, States } from './machine.ts';
import { Thread, type Scope } from './thread.ts';

/** An inline Map runs at most so many iterations at once. */
const maximumConcurrency = 40;

type Interpret = (thread: Thread, states: States) => Promise<Json>;
type Line = { states: States; input: Json; context: JsonObject; name?: string };

export async function inParallel(thread: Thread, state: ParallelState, interpret: Interpret): Promise<Json> {
  const { step } = thread.frame;
  if (!step.inputs) {
    step.inputs = [state.Arguments === undefined ? thread.frame.input : await thread.fill(state.Arguments)];
    withinLimit(step.inputs[0]!, `What state ${thread.frame.state} is given`);
    thread.note('ParallelStateStarted');
    thread.save();
  }
  const input = step.inputs[0]!;
  const lines = state.Branches.map((states) => ({ states, input, context: thread.context }));
  const outputs = await all(thread, lines, lines.length, interpret);
  thread.note('ParallelStateSucceeded');
  return outputs;
}

export async function mapped(thread: Thread, state: MapState, interpret: Interpret): Promise<Json> {
  const { step, state: name } = thread.frame;
  if (!step.items || !step.inputs) {
    const { items, inputs } = await itemsOf(thread, state);
    step.items = items;
    step.inputs = inputs;
    thread.note('MapStateStarted', { length: items.length });
    thread.save();
  }
  const { items, inputs } = step;
  const limit = await thread.fill(state.MaxConcurrency ?? 0);
  const lines = inputs!.map((input, index) => ({
    states: state.ItemProcessor,
    input,
    context: { ...thread.context, Map: { Item: { Index: index, Value: items![index]! } } },
    name,
  }));
  const outputs = await all(
    thread,
    lines,
    Math.min(Number(limit) || maximumConcurrency, maximumConcurrency),
    interpret,
  );
  thread.note('MapStateSucceeded');
  return outputs;
}

async function itemsOf(thread: Thread, state: MapState): Promise<{ items: Json[]; inputs: Json[] }> {
  const items = state.Items === undefined ? thread.frame.input : await thread.fill(state.Items);
  if (!Array.isArray(items)) throw new StatesError('States.QueryEvaluationError', 'Items must be an array');
  withinLimit(items, `Items of state ${thread.frame.state}`);
  const selector = state.ItemSelector;
  if (selector === undefined) return { items, inputs: items };
  const inputs = await Promise.all(
    items.map((Value, Index) => thread.fill(selector, {}, { Map: { Item: { Index, Value } } })),
  );
  return { items, inputs };
}

/** Runs the lines, `limit` at a time; the first error ends them all. */
async function all(thread: Thread, lines: readonly Line[], limit: number, interpret: Interpret): Promise<Json[]> {
  const scope: Scope = { isOver: false, outer: thread.scope };
  const outputs: Json[] = [];
  const waiting = lines.entries();
  const work = async () => {
    for (const [index, line] of waiting) outputs[index] = await runLine(thread, scope, line, index, interpret);
  };
  try {
    await Promise.all(Array.from({ length: Math.min(limit, lines.length) }, work));
    return outputs;
  } catch (error) {
    scope.isOver = true;
    thread.run.forget(`${thread.at}@`);
    throw error;
  }
}

async function runLine(
  thread: Thread,
  scope: Scope,
  { states, input, context, name }: Line,
  index: number,
  interpret: Interpret,
): Promise<Json> {
  const iteration = name === undefined ? undefined : { name, index };
  const child = new Thread(thread.run, `${thread.at}@${index}/`, scope, {
    state: states.StartAt,
    input,
    context,
    outer: thread.variables,
    last: thread.frame.last,
    ...(iteration && { event: { at: thread.now, type: 'MapIterationStarted', detail: iteration } }),
  });
  if (child.ended) return child.ended.output;
  try {
    const output = await interpret(child, states);
    if (iteration) child.note('MapIterationSucceeded', iteration);
    child.end(output);
    return output;
  } catch (error) {
    await child.stillNeeded();
    if (iteration) child.note('MapIterationFailed', iteration);
    thread.adopt(child);
    throw asStatesError(error);
  }
}
