import { describe, expect, test } from 'vitest';
import {
  bootstrapFinding,
  callerFinding,
  concurrencyFinding,
  sendingFinding,
  senderFinding,
  stackFinding,
  table,
  wantsBootstrap,
  wantsRaise,
} from '../../../infra/deploy/findings.ts';

const healthy = { production: true, enabled: true, standing: 'HEALTHY', perDay: 50_000 };
const stack = (status: string, outputs = {}) => ({ status, outputs });

describe('looking at the account', () => {
  test.each([
    [10, undefined, true],
    [999, undefined, true],
    [10, { to: 1000, status: 'PENDING' }, false],
    [1000, undefined, false],
    [3000, undefined, false],
  ])('with %d functions at once and %o open, a raise is asked for: %s', (concurrency, open, expected) => {
    expect(wantsRaise(concurrency, open)).toBe(expected);
  });
  test('says what ten functions at once mean, and that a raise is on its way', () => {
    expect(concurrencyFinding(10, undefined)).toMatchObject({
      state: 'note',
      says: expect.stringContaining('1000 will be asked for'),
    });
    expect(concurrencyFinding(10, { to: 1000, status: 'CASE_OPENED' }).says).toContain('asked for (CASE_OPENED)');
    expect(concurrencyFinding(1000, undefined).state).toBe('ok');
  });
  test.each([
    ['production', healthy, 'ok', '50000 a day'],
    ['the sandbox', { ...healthy, production: false, perDay: 200 }, 'note', 'sandbox: 200 a day'],
    ['the sandbox with a request', { ...healthy, production: false, review: 'PENDING' }, 'note', 'asked for (PENDING)'],
    ['probation', { ...healthy, standing: 'PROBATION' }, 'note', 'PROBATION'],
    ['a shutdown', { ...healthy, standing: 'SHUTDOWN' }, 'note', 'has stopped'],
    ['sending paused', { ...healthy, enabled: false }, 'note', 'has stopped'],
  ])('mail in %s', (_what, sending, state, says) => {
    expect(sendingFinding(sending)).toMatchObject({ state, says: expect.stringContaining(says) });
  });
  test('a sender SES does not know is as unverified as one it waits for', () => {
    expect(senderFinding('acme.example', undefined).state).toBe('note');
    expect(senderFinding('acme.example', { verified: false, dkimTokens: [] }).state).toBe('note');
    expect(senderFinding('acme.example', { verified: true, dkimTokens: [] }).state).toBe('ok');
  });
  test.each([
    [undefined, true],
    [stack('CREATE_COMPLETE', { BootstrapVersion: '5' }), true],
    [stack('CREATE_COMPLETE'), true],
    [stack('CREATE_COMPLETE', { BootstrapVersion: '6' }), false],
    [stack('UPDATE_COMPLETE', { BootstrapVersion: '28' }), false],
  ])('bootstrapping, with %o: %s', (bootstrap, expected) => {
    expect(wantsBootstrap(bootstrap)).toBe(expected);
    expect(bootstrapFinding(bootstrap).state).toBe(expected ? 'note' : 'ok');
  });
  test.each([
    [undefined, 'ok'],
    [stack('UPDATE_COMPLETE'), 'ok'],
    [stack('UPDATE_ROLLBACK_COMPLETE'), 'ok'],
    [stack('UPDATE_IN_PROGRESS'), 'stop'],
    [stack('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'), 'stop'],
    [stack('ROLLBACK_COMPLETE'), 'stop'],
    [stack('UPDATE_ROLLBACK_FAILED'), 'stop'],
    [stack('DELETE_FAILED'), 'stop'],
  ])('a stack that is %o: %s', (deployed, state) => {
    expect(stackFinding('Firmament', deployed).state).toBe(state);
  });
  test('warns of the root user', () => {
    expect(callerFinding({ account: '1', arn: 'arn:aws:iam::1:root' }, 'us-east-1').state).toBe('note');
    expect(callerFinding({ account: '1', arn: 'arn:aws:sts::1:assumed-role/admin/eleanor' }, 'us-east-1')).toEqual({
      subject: 'Account',
      state: 'ok',
      says: '1 in us-east-1, as assumed-role/admin/eleanor',
    });
  });
  test('prints one line each, in columns', () => {
    const lines = table([
      { subject: 'Mail', state: 'ok', says: 'fine' },
      { subject: 'Bootstrap', state: 'stop', says: 'missing' },
    ]);
    expect(lines).toEqual(['  ok    Mail       fine', '  STOP  Bootstrap  missing']);
  });
});
