import { StatesError, withinLimit } from './errors.ts';
import { functionError } from './integrations.ts';
import { kept } from './history.ts';
import type { Task } from './journal.ts';
import { plain, type Json, type JsonObject } from './json.ts';
import { integrationName, isSeconds, waitsForToken, type TaskState } from './machine.ts';
import type { Thread } from './thread.ts';
import { issueToken, type TokenOutcome } from './token.ts';

type Answer = { result: Json } | { error: StatesError };

/** One attempt of a Task state. After a crash the call is repeated, with the same arguments and token. */
export async function called(thread: Thread, state: TaskState): Promise<Json> {
  const task = thread.frame.step.task ?? (await begin(thread, state));
  const result = await answerOf(thread, state, task);
  thread.note('TaskSucceeded', { resource: state.Resource, ...kept('output', result) });
  return result;
}

async function begin(thread: Thread, state: TaskState): Promise<Task> {
  const { stage } = thread.run;
  const token = issueToken(thread.id, thread.at);
  const context: JsonObject = waitsForToken(state.Resource) ? { Task: { Token: token } } : {};
  const args = withinLimit(
    await thread.fill(state.Arguments ?? {}, {}, context),
    `What state ${thread.frame.state} is given`,
  );
  const timeout = await seconds(thread, state, 'TimeoutSeconds');
  const heartbeat = await seconds(thread, state, 'HeartbeatSeconds');
  const begun = thread.now;
  const task: Task = { token, args, begun };
  if (timeout !== undefined) task.deadline = begun + timeout * 1000;
  if (heartbeat !== undefined) task.heartbeat = heartbeat * 1000;
  thread.frame.step.task = task;
  const { Resource: resource } = state;
  thread.note('TaskScheduled', {
    resource,
    ...kept('input', args),
    ...(timeout !== undefined && { timeout }),
    ...(heartbeat !== undefined && { heartbeat }),
  });
  thread.note('TaskStarted', { resource });
  thread.save(() => {
    if (waitsForToken(resource)) stage.journal.openToken(token, thread.id, thread.at, begun);
    const due = dueOf(task, begun);
    if (due !== Infinity) thread.alarm(due);
  });
  return task;
}

async function seconds(thread: Thread, state: TaskState, field: 'TimeoutSeconds' | 'HeartbeatSeconds') {
  if (state[field] === undefined) return undefined;
  const value = await thread.fill(state[field]);
  if (isSeconds(value)) return value;
  const problem = `${field} must be a whole number of seconds from 1 to 99999999, not ${JSON.stringify(value)}`;
  throw new StatesError('States.QueryEvaluationError', problem);
}

const dueOf = ({ deadline = Infinity, heartbeat = Infinity }: Task, beat: number) =>
  Math.min(deadline, beat + heartbeat);

async function answerOf(thread: Thread, state: TaskState, task: Task): Promise<Json> {
  const { at } = thread;
  const isCallback = waitsForToken(state.Resource);
  const tokenNow = () => (isCallback ? thread.run.stage.journal.token(task.token) : undefined);
  let answer: Answer | undefined;
  if (!task.sent && !tokenNow()?.outcome)
    void thread.run.during(
      at,
      call(thread, state, task).then((given) => void (answer = given)),
    );
  for (;;) {
    const token = tokenNow();
    // A token may be answered before the function that was given it has returned.
    if (token?.outcome) return outcomeOf(token.outcome);
    if (answer && 'error' in answer) throw answer.error;
    if (answer && !isCallback) return answer.result;
    if (answer && !task.sent) {
      task.sent = true;
      thread.note('TaskSubmitted', { resource: state.Resource, ...kept('output', answer.result) });
      thread.save();
    }
    const due = dueOf(task, token?.beat ?? Infinity);
    if (thread.now >= due) throw new StatesError(due === task.deadline ? 'States.Timeout' : 'States.HeartbeatTimeout');
    if (due !== Infinity) thread.alarm(due);
    await thread.run.wait(at);
    await thread.stillNeeded();
  }
}

async function call(thread: Thread, state: TaskState, { args, token }: Task): Promise<Answer> {
  const integration = thread.run.stage.integrations.get(integrationName(state.Resource));
  if (!integration) {
    const problem = `The resource is no longer emulated: ${state.Resource}`;
    return { error: new StatesError('States.Runtime', problem) };
  }
  try {
    const { name, arn } = thread.run.execution;
    const result = await integration(args, { token, state: thread.frame.state, execution: { name, arn } });
    return { result: plain(result) };
  } catch (error) {
    return { error: error instanceof StatesError ? error : functionError(error) };
  }
}

function outcomeOf(text: string): Json {
  const outcome = JSON.parse(text) as TokenOutcome;
  if ('error' in outcome) throw new StatesError(outcome.error, outcome.cause);
  return JSON.parse(outcome.output) as Json;
}
