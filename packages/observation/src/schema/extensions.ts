import { type Extensions, mergeAttributes } from '@tiptap/core';
import { Code } from '@tiptap/extension-code';
import { Image } from '@tiptap/extension-image';
import { Link } from '@tiptap/extension-link';
import { OrderedList, TaskItem, TaskList } from '@tiptap/extension-list';
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';
import { StarterKit } from '@tiptap/starter-kit';
import { isImageAddress, isLinkAddress } from './addresses.ts';
import { BlockMath, InlineMath } from './maths.ts';
import type { ParsedElement } from './parsedElement.ts';
import { ExperimentRef, Mention, SampleRef } from './references.ts';

/** Links lead out of the page alone: what else a link could carry (target, class, title) Markdown does not say. */
const SafeLink = Link.extend({
  addAttributes() {
    return { href: { default: null, parseHTML: (element: ParsedElement) => element.getAttribute('href') } };
  },
}).configure({
  openOnClick: false,
  defaultProtocol: 'https',
  isAllowedUri: (address) => isLinkAddress(address),
  HTMLAttributes: { target: '_blank', rel: 'noopener noreferrer nofollow' },
});

const BlobImage = Image.extend({
  addAttributes() {
    return {
      src: { default: '', parseHTML: (element: ParsedElement) => element.getAttribute('src') },
      alt: { default: '', parseHTML: (element: ParsedElement) => element.getAttribute('alt') ?? '' },
    };
  },
  parseHTML() {
    return [
      {
        tag: 'img[src]',
        getAttrs: (element: ParsedElement) => (isImageAddress(element.getAttribute('src')) ? null : false),
      },
    ];
  },
  renderHTML({ HTMLAttributes }) {
    // What somebody forged into the document is not asked for.
    const { src, ...rest } = HTMLAttributes;
    return ['img', mergeAttributes(this.options.HTMLAttributes, isImageAddress(src) ? HTMLAttributes : rest)];
  },
});

// A cell holds one paragraph, as a row of Markdown is one line. The spans stay in the schema at 1, because the
// commands for tables read them.
const span = { default: 1, rendered: false, parseHTML: () => 1 };
const cellAttributes = {
  colspan: span,
  rowspan: span,
  colwidth: { default: null, rendered: false, parseHTML: () => null },
  align: {
    default: null,
    parseHTML: (element: ParsedElement) => {
      const align = element.style.textAlign || element.getAttribute('align');
      return align === 'left' || align === 'center' || align === 'right' ? align : null;
    },
    renderHTML: ({ align }: Record<string, unknown>) => (align ? { style: `text-align: ${align}` } : {}),
  },
};

/**
 * What an observation may hold, as extensions of Tiptap: no more than Markdown with tables, tasks and maths says.
 * The editor adds its views (carets, menus, chips) by `extend`; the nodes must stay these.
 */
export function observationExtensions(): Extensions {
  return [
    StarterKit.configure({
      heading: { levels: [1, 2, 3, 4] },
      // Yjs keeps the history.
      undoRedo: false,
      underline: false,
      // It would write a paragraph into the document of everybody who only opens it.
      trailingNode: false,
      code: false,
      link: false,
      orderedList: false,
    }),
    // Code may be bold or a link, as in Markdown.
    Code.extend({ excludes: 'code' }),
    SafeLink,
    OrderedList.extend({
      addAttributes() {
        return {
          start: {
            default: 1,
            parseHTML: (element: ParsedElement) => Number(element.getAttribute('start') ?? 1),
          },
        };
      },
    }),
    TaskList,
    TaskItem.configure({ nested: true }),
    Table.configure({ resizable: false }),
    TableRow,
    TableHeader.extend({ content: 'paragraph', addAttributes: () => cellAttributes }),
    TableCell.extend({ content: 'paragraph', addAttributes: () => cellAttributes }),
    BlobImage.configure({ inline: false }),
    SampleRef,
    ExperimentRef,
    Mention,
    InlineMath,
    BlockMath,
  ];
}
