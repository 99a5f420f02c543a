import { describe, expect, test } from 'vitest';
import { amountsOf, billOf, meanRead, type Measures } from '../../bench/bill.ts';

const measures: Measures = {
  life: {
    tasks: 20,
    calls: 40,
    events: 25,
    steps: 30,
    transitions: 60,
    mails: 2,
    bytes: 100_000,
    requests: 700,
    read: 700,
    written: 1000,
  },
  readingCall: 5,
  hourly: { transitions: 8, calls: 4 },
  alarms: 12,
  keys: 1,
};
const month = { clients: 10, jobs: 100, calls: 10_000, mails: 50 };

describe('the bill of a month', () => {
  const amounts = amountsOf(month, measures);

  test('counts what jobs take, what other calls read, and what every hour takes', () => {
    expect(amounts).toMatchObject({
      'HTTP API calls': 10_000,
      'Lambda requests': 10_000 + 100 * (75 + 30 + 2) + 730 * 4,
      'DynamoDB units written': 100_000,
      'DynamoDB units read': 70_000 + 6000 * 5,
      'Step Functions transitions': 6000 + 5840,
      'mails by SES': 250,
    });
  });

  test('gives jobs their calls, however few calls there are in all', () => {
    expect(amountsOf({ ...month, calls: 0 }, measures)['HTTP API calls']).toBe(4000);
  });

  test('asks nothing for what is free, and the list price beyond', () => {
    const { lines, pays } = billOf(amounts);
    const of = (what: string) => lines.find((line) => line.what === what)!;
    expect(of('Lambda requests').pays).toBe(0);
    expect(of('Step Functions transitions').pays).toBeCloseTo((11_840 - 4000) * 0.000025, 10);
    expect(of('CloudWatch alarms').pays).toBeCloseTo(0.2, 10);
    expect(pays).toBeCloseTo(
      lines.reduce((sum, line) => sum + line.pays, 0),
      10,
    );
  });

  test('takes calls that read by their mean, and no others', () => {
    const cost = { requests: 1, written: 0, items: 0 };
    expect(
      meanRead({ 'GET /a': { ...cost, read: 1 }, 'GET /b': { ...cost, read: 4 }, 'POST /c': { ...cost, read: 90 } }),
    ).toBe(2.5);
  });
});
