import type { ServerResponse } from 'node:http';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { S3Error } from './error.ts';

type XmlValue = string | number | boolean | undefined | XmlTree | readonly (string | XmlTree)[];
/** Elements by name: an array repeats its element, `undefined` leaves it out. */
export type XmlTree = { [name: string]: XmlValue };

const escaped = (text: string) => text.replace(/[<>&"'\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);

function renderXml(tree: XmlTree): string {
  return Object.entries(tree)
    .flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((one) => renderElement(name, one)))
    .join('');
}

function renderElement(name: string, value: XmlValue): string {
  if (value === undefined) return '';
  return `<${name}>${typeof value === 'object' ? renderXml(value as XmlTree) : escaped(String(value))}</${name}>`;
}

export function sendXml(
  response: ServerResponse,
  tree: XmlTree,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): void {
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n${renderXml(tree)}`;
  response
    .writeHead(status, { ...headers, 'content-type': 'application/xml', 'content-length': Buffer.byteLength(text) })
    .end(text);
}

const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false, trimValues: false });

/** A parsed element: read with `textAt` and `nodesAt`, which never assume that something is there. */
export type XmlNode = { readonly [name: string]: unknown };

/** The document element called `root`. */
export function parseXml(text: string, root: string): XmlNode {
  const malformed = new S3Error(400, 'MalformedXML', `The XML you provided is not a well-formed ${root} document`);
  if (text.includes('<!DOCTYPE') || XMLValidator.validate(text) !== true) throw malformed;
  const document = parser.parse(text) as XmlNode;
  if (!(root in document)) throw malformed;
  return asNode(document[root]);
}

const asNode = (value: unknown): XmlNode => (typeof value === 'object' && value !== null ? (value as XmlNode) : {});

export function nodesAt(node: XmlNode, ...path: string[]): XmlNode[] {
  const [name, ...rest] = path as [string, ...string[]];
  const found = node[name] === undefined ? [] : [node[name]].flat().map(asNode);
  return rest.length ? found.flatMap((inner) => nodesAt(inner, ...rest)) : found;
}

export function textsAt(node: XmlNode, name: string): string[] {
  return (node[name] === undefined ? [] : [node[name]].flat()).filter((value) => typeof value === 'string');
}

export function textAt(node: XmlNode, name: string): string | undefined {
  return textsAt(node, name)[0];
}
