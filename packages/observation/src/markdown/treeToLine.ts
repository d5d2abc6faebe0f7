import type { Mark, Node } from '@tiptap/pm/model';
import type { PhrasingContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { isLinkAddress } from '../schema/addresses.ts';
import { cleanAttributes } from '../schema/attributes.ts';
import { observationSchema } from '../schema/schema.ts';

const { nodes, marks } = observationSchema;

// `@Ada Augusta King Lovelace`: the longest name that is looked for behind the sign.
const MOST_WORDS_OF_A_NAME = 4;

/** Finds whom a name means. */
export interface Names {
  userNamed?: ((name: string) => { id: string; label: string } | null) | undefined;
}

/** What stands in a line, its nested nodes as marks. */
export function treeToLine(
  children: readonly PhrasingContent[],
  names: Names,
  outer: readonly Mark[] = [],
): Node[] {
  const line: Node[] = [];
  for (let index = 0; index < children.length; index++) {
    const child = children[index]!;
    const next = children[index + 1];
    if (child.type === 'mentionSign') {
      const found = next?.type === 'text' ? mentioned(next.value, names) : null;
      if (found) {
        line.push(found.mention, ...textNodes(found.rest, outer));
        index++;
      } else {
        line.push(...textNodes('@', outer));
      }
    } else {
      line.push(...pieceOf(child, names, outer));
    }
  }
  return line;
}

function pieceOf(child: PhrasingContent, names: Names, outer: readonly Mark[]): Node[] {
  const marked = (mark: Mark, inner: readonly PhrasingContent[]) =>
    treeToLine(inner, names, mark.addToSet(outer));
  switch (child.type) {
    case 'text':
      return textNodes(child.value, outer);
    case 'strong':
      return marked(marks.bold!.create(), child.children);
    case 'emphasis':
      return marked(marks.italic!.create(), child.children);
    case 'delete':
      return marked(marks.strike!.create(), child.children);
    case 'inlineCode':
      return textNodes(child.value, marks.code!.create().addToSet(outer));
    case 'inlineMath':
      return [nodes.inlineMath!.create({ latex: child.value })];
    case 'break':
      return [nodes.hardBreak!.create()];
    case 'sampleReference':
      return [nodes.sampleRef!.create({ index: child.index })];
    case 'experimentReference':
      return [nodes.experimentRef!.create({ number: child.number })];
    case 'link':
      return linkOf(child.url, child.children, names, outer);
    // A picture where none can stand, or from elsewhere, is a link to it.
    case 'image':
      return linkOf(child.url, [{ type: 'text', value: child.alt || child.url }], names, outer);
    default:
      return [];
  }
}

function linkOf(url: string, children: PhrasingContent[], names: Names, outer: readonly Mark[]): Node[] {
  const reference = referenceOf(url, children);
  if (reference) return [reference];
  const inner: PhrasingContent[] = textOf(children) ? children : [...children, { type: 'text', value: url }];
  const withLink = isLinkAddress(url) ? marks.link!.create({ href: url }).addToSet(outer) : outer;
  return treeToLine(inner, names, withLink);
}

/** `[@Ada](user:ID)`, `[#17](sample:17)`, `[E-42](experiment:42)`. */
function referenceOf(url: string, children: PhrasingContent[]): Node | null {
  const [, scheme, value] = /^(user|sample|experiment):(.+)$/.exec(url) ?? [];
  const [name, attributes] =
    scheme === 'user'
      ? ['mention', { id: value, label: textOf(children) }]
      : scheme === 'sample'
        ? ['sampleRef', { index: Number(value) }]
        : ['experimentRef', { number: Number(value) }];
  const clean = scheme ? cleanAttributes(name, attributes) : null;
  return clean && nodes[name]!.create(clean);
}

/** The longest row of words at the beginning that is somebody's name. */
function mentioned(text: string, { userNamed }: Names): { mention: Node; rest: string } | null {
  if (!userNamed) return null;
  const words = /^[\p{L}\p{N}]\S*(?: \S+)*/u.exec(text)?.[0].split(' ').slice(0, MOST_WORDS_OF_A_NAME) ?? [];
  for (let count = words.length; count > 0; count--) {
    const name = words.slice(0, count).join(' ');
    for (const candidate of new Set([name, name.replace(/[^\p{L}\p{N}]+$/u, '')])) {
      const user = userNamed(candidate);
      if (user) return { mention: nodes.mention!.create(user), rest: text.slice(candidate.length) };
    }
  }
  return null;
}

function textNodes(value: string, marked: readonly Mark[]): Node[] {
  return value ? [observationSchema.text(value, marked)] : [];
}
