/** A bus event as targets get it. */
export type BusEvent = {
  version: '0';
  id: string;
  'detail-type': string;
  source: string;
  account: string;
  time: string;
  region: string;
  resources: string[];
  detail: { [key: string]: unknown };
};

/** An entry of PutEvents as it crosses the wire; `Time` is in seconds. */
export type PutEntry = {
  Source?: string;
  DetailType?: string;
  Detail?: string;
  EventBusName?: string;
  Resources?: string[];
  Time?: number;
};

export type EntryError = { ErrorCode: string; ErrorMessage: string };

export const MAX_ENTRIES = 10;
export const MAX_REQUEST_BYTES = 1_048_576;

export function sizeOf(entry: PutEntry): number {
  const texts = [entry.Source, entry.DetailType, entry.Detail, ...(entry.Resources ?? [])];
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text ?? ''), entry.Time === undefined ? 0 : 14);
}

function parseDetail(text: string): BusEvent['detail'] | undefined {
  try {
    const detail: unknown = JSON.parse(text);
    const isObject = typeof detail === 'object' && detail !== null && !Array.isArray(detail);
    return isObject ? (detail as BusEvent['detail']) : undefined;
  } catch {
    return undefined;
  }
}

/** The detail of a good entry, or EventBridge's reason for refusing this entry alone. */
export function readEntry(entry: PutEntry): { detail: BusEvent['detail'] } | EntryError {
  for (const name of ['Source', 'DetailType', 'Detail'] as const)
    if (!entry[name])
      return {
        ErrorCode: 'InvalidArgument',
        ErrorMessage: `Parameter ${name} is not valid. Reason: ${name} is a required argument.`,
      };
  if (entry.Source!.startsWith('aws.'))
    return { ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage: 'Not authorized for the source.' };
  const detail = parseDetail(entry.Detail!);
  return detail ? { detail } : { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
}
