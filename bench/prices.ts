/** What is paid for, in US dollars for so many of it, and how much of it is free each month for ever. */
export type Price = { dollars: number; per: number; free: number };

const million = 1_000_000;

/** List prices of us-east-1 as published in November 2026. */
export const prices = {
  'Lambda requests': { dollars: 0.2, per: million, free: million },
  'Lambda GB-seconds (arm64)': { dollars: 0.0000133334, per: 1, free: 400_000 },
  'HTTP API calls': { dollars: 1, per: million, free: 0 },
  'DynamoDB units written': { dollars: 0.625, per: million, free: 0 },
  'DynamoDB units read': { dollars: 0.125, per: million, free: 0 },
  'DynamoDB GB stored': { dollars: 0.25, per: 1, free: 25 },
  'DynamoDB GB kept for point-in-time recovery': { dollars: 0.2, per: 1, free: 0 },
  'Step Functions transitions': { dollars: 0.025, per: 1000, free: 4000 },
  'EventBridge events': { dollars: 1, per: million, free: 0 },
  'mails by SES': { dollars: 0.1, per: 1000, free: 0 },
  'CloudWatch GB of logs': { dollars: 0.5, per: 1, free: 5 },
  'CloudWatch alarms': { dollars: 0.1, per: 1, free: 10 },
  'KMS keys': { dollars: 1, per: 1, free: 0 },
} as const satisfies Record<string, Price>;

export type Priced = keyof typeof prices;
