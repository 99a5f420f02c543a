import type { Detail, HistoryEvent } from './history.ts';
import { integrationName, waitsForToken } from './machine.ts';

const asSeconds = (milliseconds: number) => milliseconds / 1000;

/** An event in the shape of `GetExecutionHistory`. */
export function historyEvent({ id, previous, at, type, detail }: HistoryEvent) {
  const key = `${type[0]!.toLowerCase()}${type.slice(1)}EventDetails`;
  const details = detailsOf(type, detail);
  return {
    id,
    previousEventId: previous,
    timestamp: asSeconds(at),
    type,
    ...(details && { [keyOf(type, key)]: details }),
  };
}

function keyOf(type: string, key: string): string {
  if (type.endsWith('StateEntered')) return 'stateEnteredEventDetails';
  if (type.endsWith('StateExited')) return 'stateExitedEventDetails';
  return key;
}

function detailsOf(type: string, detail: Detail): object | undefined {
  const { name, error, cause, index, length, resource, input, output, truncated = false } = detail;
  const more = { inputDetails: { truncated }, outputDetails: { truncated } };
  if (type.endsWith('StateEntered')) return { name, input, inputDetails: more.inputDetails };
  if (type.endsWith('StateExited')) return { name, output, outputDetails: more.outputDetails };
  if (resource !== undefined)
    return { ...taskDetails(resource, detail), ...(output !== undefined && { output }), error, cause };
  if (type.startsWith('MapIteration')) return { name, index };
  if (type === 'MapStateStarted') return { length };
  if (type === 'ExecutionStarted') return { input, inputDetails: more.inputDetails };
  if (type === 'ExecutionSucceeded') return { output, outputDetails: more.outputDetails };
  return error === undefined ? undefined : { error, cause };
}

function taskDetails(resource: string, { input, timeout, heartbeat }: Detail) {
  const [resourceType, action] = integrationName(resource).split(':');
  return {
    resourceType,
    resource: waitsForToken(resource) ? `${action}.waitForTaskToken` : action,
    region: 'local',
    parameters: input,
    timeoutInSeconds: timeout,
    heartbeatInSeconds: heartbeat,
  };
}
