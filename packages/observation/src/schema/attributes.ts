import { isImageAddress, isLinkAddress } from './addresses.ts';
import { manyLines, oneLine } from './characters.ts';

type Attributes = Record<string, unknown>;

const MOST_INDEX = 9_999_999;
const MOST_NAME_CHARACTERS = 200;

const isWhole = (value: unknown, from: number, to: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const CELL = ({ align }: Attributes): Attributes => ({
  colspan: 1,
  rowspan: 1,
  colwidth: null,
  align: align === 'left' || align === 'center' || align === 'right' ? align : null,
});

/** For each kind of node that has attributes: these as they may be, or null where the node says nothing without them. */
const OF_NODES: Record<string, (attributes: Attributes) => Attributes | null> = {
  heading: ({ level }) => ({ level: isWhole(level, 1, 4) ? level : 4 }),
  // Nine digits are what Markdown takes for a number of a list, and the items count on from it.
  orderedList: ({ start }) => ({ start: isWhole(start, 0, 900_000_000) ? start : 1 }),
  taskItem: ({ checked }) => ({ checked: checked === true }),
  codeBlock: ({ language }) => ({
    language: typeof language === 'string' && /^[\w+#.-]{1,40}$/.test(language) ? language : null,
  }),
  tableHeader: CELL,
  tableCell: CELL,
  image: ({ src, alt }) => (isImageAddress(src) ? { src, alt: oneLine(text(alt)).trim() } : null),
  sampleRef: ({ index }) => (isWhole(index, 0, MOST_INDEX) ? { index } : null),
  experimentRef: ({ number }) => (isWhole(number, 1, MOST_INDEX) ? { number } : null),
  mention: ({ id, label }) =>
    typeof id === 'string' && /^[\w=+-]{1,100}$/.test(id)
      ? {
          id,
          label: oneLine(text(label).slice(0, MOST_NAME_CHARACTERS))
            .replace(/^[@\s]+/u, '')
            .trim(),
        }
      : null,
  inlineMath: ({ latex }) => {
    const line = oneLine(text(latex)).trim();
    return line ? { latex: line } : null;
  },
  blockMath: ({ latex }) => ({ latex: manyLines(text(latex)) }),
};

/** A node's attributes as the schema and Markdown can have them; null where such a node cannot be. */
export function cleanAttributes(node: string, attributes: Attributes): Attributes | null {
  return OF_NODES[node]?.(attributes) ?? (OF_NODES[node] ? null : {});
}

/** Whether a mark may stand with these attributes. */
export function isMarkAllowed(mark: string, attributes: Attributes): boolean {
  return mark !== 'link' || isLinkAddress(attributes.href);
}
