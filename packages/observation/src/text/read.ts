import { Fragment, type Mark, type Node, type NodeType } from '@tiptap/pm/model';
import * as Y from 'yjs';
import { TEXT } from '../fields.ts';
import { DEEPEST } from '../limits.ts';
import { cleanAttributes, isMarkAllowed } from '../schema/attributes.ts';
import { observationSchema } from '../schema/schema.ts';

/** Which parts of the Yjs document became which nodes: what is still the same node when it is written needs no edit. */
export type Origins = Map<Y.XmlElement | Y.XmlText, Node | Node[]>;

/**
 * The text of an observation. Reading changes nothing: what the schema does not know, or allows at no such place, is
 * left out (y-tiptap's own reader deletes it from the document, which a server that only looks must not do).
 */
export function readText(doc: Y.Doc): Node {
  return readWithOrigins(doc).text;
}

export function readWithOrigins(doc: Y.Doc): { text: Node; origins: Origins } {
  const origins: Origins = new Map();
  const fragment = doc.getXmlFragment(TEXT);
  return { text: fit(observationSchema.topNodeType, {}, readChildren(fragment, origins, 1)), origins };
}

function readChildren(parent: Y.XmlFragment, origins: Origins, depth: number): Node[] {
  if (depth > DEEPEST) return [];
  const nodes: Node[] = [];
  for (const child of parent.toArray()) {
    if (child instanceof Y.XmlText) nodes.push(...readRuns(child, origins));
    else if (child instanceof Y.XmlElement) nodes.push(...readElement(child, origins, depth));
  }
  return nodes;
}

/** What blocks stand in. A table's rows and cells, and what stands in a line, nest no deeper of themselves. */
const CONTAINERS = new Set(['blockquote', 'bulletList', 'orderedList', 'taskList', 'listItem', 'taskItem']);

function readElement(element: Y.XmlElement, origins: Origins, depth: number): Node[] {
  const type =
    Object.hasOwn(observationSchema.nodes, element.nodeName) && observationSchema.nodes[element.nodeName];
  const attributes = cleanAttributes(element.nodeName, element.getAttributes());
  if (!type || type.isText || !attributes) return [];
  const inside = CONTAINERS.has(element.nodeName) ? depth + 1 : depth;
  const node = fit(type, attributes, readChildren(element, origins, inside));
  origins.set(element, node);
  return [node];
}

/** The node with those of these children that may stand in it, and with what it must have besides. */
function fit(type: NodeType, attributes: Record<string, unknown>, children: Node[]): Node {
  let match = type.contentMatch;
  const fitting: Node[] = [];
  for (const child of children) {
    const missing = match.matchType(child.type) ? Fragment.empty : match.fillBefore(Fragment.from(child));
    const next = missing && match.matchFragment(missing)?.matchType(child.type);
    if (!next) continue;
    fitting.push(...missing.content, child);
    match = next;
  }
  return type.create(attributes, Fragment.fromArray(fitting).append(match.fillBefore(Fragment.empty, true)!));
}

function readRuns(text: Y.XmlText, origins: Origins): Node[] {
  const runs: Node[] = [];
  for (const { insert, attributes } of text.toDelta()) {
    if (typeof insert !== 'string' || insert === '') continue;
    runs.push(observationSchema.text(insert, readMarks(attributes ?? {})));
  }
  if (runs.length > 0) origins.set(text, runs);
  return runs;
}

function readMarks(attributes: Record<string, unknown>): Mark[] {
  const marks: Mark[] = [];
  for (const [name, value] of Object.entries(attributes)) {
    const type = observationSchema.marks[name];
    const of = typeof value === 'object' && value !== null ? { ...value } : {};
    if (type && isMarkAllowed(name, of)) marks.push(type.create(of));
  }
  return marks;
}
