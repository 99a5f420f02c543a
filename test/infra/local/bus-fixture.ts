import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { Rule, RuleTarget } from '../../../infra/local/bus/rule.ts';
import type { Bus } from '../../../infra/local/bus/bus.ts';

const arn = (resource: string) => `arn:aws:events:eu-central-1:111122223333:${resource}`;

export const buses: readonly Bus[] = ['default', 'firm'].map((name) => ({ name, arn: arn(`event-bus/${name}`) }));

export function target(id: string, more: Partial<RuleTarget> = {}): RuleTarget {
  return { id, arn: `arn:aws:lambda:eu-central-1:111122223333:function:${id}`, ...more };
}

export function rule(name: string, more: Partial<Rule> = {}): Rule {
  return {
    name,
    arn: arn(`rule/firm/${name}`),
    busName: 'firm',
    pattern: { source: ['firm.jobs'] },
    targets: [target(name)],
    ...more,
  };
}

export function eventBridge(endpoint: string): EventBridgeClient {
  return new EventBridgeClient({
    endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
}
