import type { Node } from '@tiptap/pm/model';
import * as Y from 'yjs';
import { TEXT } from '../fields.ts';
import { attributesOf, editLetters } from './letters.ts';
import { normalise } from './normalise.ts';
import { type Origins, readWithOrigins } from './read.ts';
import { keyOf, pairUnits, type Unit, unitsOf } from './units.ts';

/**
 * Makes the text of an observation say what `text` says, by the smallest edit: blocks that say the same stay as they
 * are, with the spaces and the empty paragraphs that somebody is about to type in; of the others, only the words that
 * differ are replaced. So what others change at the same time is merged with it.
 */
export function writeText(doc: Y.Doc, text: Node): void {
  doc.transact(() => {
    const { origins } = readWithOrigins(doc);
    const fragment = doc.getXmlFragment(TEXT);
    editChildren(fragment, normalise(text).children, origins, true);
  });
}

type Child = Y.XmlElement | Y.XmlText;

const isChild = (value: unknown): value is Child =>
  value instanceof Y.XmlElement || value instanceof Y.XmlText;

/** Step by step over both lists: what is paired is edited, what is left is deleted, what is new comes in between. */
function editChildren(
  parent: Y.XmlFragment,
  children: readonly Node[],
  origins: Origins,
  isWhole: boolean,
): void {
  const wanted = unitsOf(children);
  const all: unknown[] = parent.toArray();
  const known = all.filter((child): child is Child => isChild(child) && origins.has(child));
  const said = known.filter((child) => says(child, origins));
  // Paragraphs in which nothing stands yet are left to those who made them, unless there is nothing else.
  const keepsEmpty = isWhole && said.length > 0;
  const candidates = keepsEmpty ? said : known;
  const pairs = pairUnits(
    candidates.map((child) => origins.get(child)!),
    wanted,
  );
  const becomes = new Map<Child, number>(pairs.map(([have, next]) => [candidates[have]!, next]));
  let [index, done] = [0, 0];
  const insertUpTo = (end: number) => {
    if (end <= done) return;
    const made = wanted.slice(done, end).map(make);
    parent.insert(index, made);
    index += made.length;
    done = end;
  };
  for (const child of all) {
    const next = isChild(child) ? becomes.get(child) : undefined;
    if (isChild(child) && next !== undefined) {
      insertUpTo(next);
      editChild(child, wanted[next]!, origins);
      done = next + 1;
      index++;
    } else if (child instanceof Y.XmlText && !isWhole) {
      // Emptied only: somebody may be typing in it.
      child.delete(0, child.length);
      index++;
    } else if (keepsEmpty && isChild(child) && origins.has(child) && !says(child, origins)) {
      index++;
    } else {
      parent.delete(index, 1);
    }
  }
  insertUpTo(wanted.length);
}

function says(child: Child, origins: Origins): boolean {
  const unit = origins.get(child);
  return unit !== undefined && keyOf(unit) !== '';
}

function editChild(child: Child, wanted: Unit, origins: Origins): void {
  const unit = origins.get(child)!;
  if (keyOf(unit) === keyOf(wanted)) return;
  if (child instanceof Y.XmlText) {
    if (Array.isArray(wanted)) editLetters(child, wanted);
    return;
  }
  if (Array.isArray(wanted)) return;
  for (const [name, value] of Object.entries(wanted.attrs)) {
    if (value === null) child.removeAttribute(name);
    else if (child.getAttribute(name) !== value) child.setAttribute(name, value);
  }
  editChildren(child, wanted.children, origins, false);
}

/** A new part of the Yjs document, as y-tiptap makes it. */
function make(unit: Unit): Child {
  if (Array.isArray(unit)) {
    const text = new Y.XmlText();
    text.applyDelta(unit.map((run) => ({ insert: run.text, attributes: attributesOf(run) })));
    return text;
  }
  const element = new Y.XmlElement(unit.type.name);
  for (const [name, value] of Object.entries(unit.attrs))
    if (value !== null) element.setAttribute(name, value);
  element.insert(0, unitsOf(unit.children).map(make));
  return element;
}
