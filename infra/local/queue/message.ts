import { createHash } from 'node:crypto';
import { AwsError } from '../aws-api.ts';

/** An attribute as it crosses the wire: BinaryValue is base64. */
export type MessageAttribute = { DataType: string; StringValue?: string; BinaryValue?: string };
export type MessageAttributes = { [name: string]: MessageAttribute };

/** What goes into a queue, from the API or from another service of this process. */
export type OutgoingMessage = {
  body: string;
  attributes?: MessageAttributes;
  traceHeader?: string;
  delaySeconds?: number;
};

export const MAX_MESSAGE_BYTES = 1_048_576;
const MAX_ATTRIBUTES = 10;
/** Everything that XML 1.0 allows, which is what SQS allows. */
const SENDABLE = /^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u;

export function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterValue', message);
}

/** A whole number within the limits of a parameter, or what stands in for one that was not given. */
export function within(name: string, given: unknown, least: number, most: number, otherwise: number): number {
  if (given === undefined || given === null) return otherwise;
  const value = Number(given);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw invalid(
    `Value ${JSON.stringify(given)} for parameter ${name} is invalid. Reason: Must be between ${least} and ${most}.`,
  );
}

const bytes = (attribute: MessageAttribute) =>
  attribute.BinaryValue !== undefined
    ? Buffer.from(attribute.BinaryValue, 'base64')
    : Buffer.from(attribute.StringValue ?? '');

export function sizeOf({ body, attributes = {} }: OutgoingMessage): number {
  return Object.entries(attributes).reduce(
    (sum, [name, attribute]) =>
      sum + Buffer.byteLength(name) + Buffer.byteLength(attribute.DataType) + bytes(attribute).length,
    Buffer.byteLength(body),
  );
}

function checkAttribute(name: string, attribute: MessageAttribute): void {
  if (!/^[\w.-]{1,256}$/.test(name)) throw invalid(`The message attribute name '${name}' is invalid.`);
  const kind = /^(String|Number|Binary)(\..+)?$/.exec(attribute.DataType ?? '')?.[1];
  if (!kind)
    throw invalid(`The message attribute '${name}' has an invalid type; use String, Number or Binary as its DataType.`);
  const value = kind === 'Binary' ? attribute.BinaryValue : attribute.StringValue;
  if (!value) throw invalid(`The message attribute '${name}' must contain a non-empty value of the type '${kind}'.`);
  if (kind === 'Number' && !Number.isFinite(Number(value)))
    throw invalid(`Can't cast the value of message attribute '${name}' to a number.`);
}

export function checkMessage(message: OutgoingMessage): void {
  const { body, attributes = {} } = message;
  if (typeof body !== 'string' || body === '')
    throw new AwsError('MissingParameter', 'The request must contain the parameter MessageBody.');
  if (!SENDABLE.test(body)) throw new AwsError('InvalidMessageContents', 'Invalid characters found in the message.');
  if (Object.keys(attributes).length > MAX_ATTRIBUTES)
    throw invalid(`Number of message attributes exceeds the allowed maximum [${MAX_ATTRIBUTES}].`);
  for (const [name, attribute] of Object.entries(attributes)) checkAttribute(name, attribute);
  if (sizeOf(message) > MAX_MESSAGE_BYTES)
    throw invalid(
      `One or more parameters are invalid. Reason: Message must be shorter than ${MAX_MESSAGE_BYTES} bytes.`,
    );
}

export function md5(content: string | Buffer): string {
  return createHash('md5').update(content).digest('hex');
}

function withLength(part: string | Buffer): Buffer {
  const content = Buffer.from(part as string);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  return Buffer.concat([length, content]);
}

/** The checksum of attributes as the SQS developer guide defines it: names sorted, each part led by its length. */
export function md5OfAttributes(attributes: MessageAttributes): string | undefined {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return undefined;
  const parts = names.flatMap((name) => {
    const attribute = attributes[name]!;
    const kind = Buffer.from([attribute.BinaryValue === undefined ? 1 : 2]);
    return [withLength(name), withLength(attribute.DataType), kind, withLength(bytes(attribute))];
  });
  return md5(Buffer.concat(parts));
}

/** The attributes that a receiver asked for: `All`, `.*`, a name, or a prefix as in `order.*`. */
export function chooseAttributes(attributes: MessageAttributes, asked: readonly string[]): MessageAttributes {
  const isAsked = (name: string) =>
    asked.some(
      (want) =>
        want === 'All' || want === '.*' || want === name || (want.endsWith('.*') && name.startsWith(want.slice(0, -1))),
    );
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => isAsked(name)));
}
