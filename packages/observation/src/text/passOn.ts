import { Fragment, type Node } from '@tiptap/pm/model';
import { observationSchema } from '../schema/schema.ts';

/** Where a text comes from, and what its samples are called where it goes. */
export interface Passage {
  /** Number of the experiment that it was written of. */
  experimentNumber: number;
  /** Such as `cluster 2`. */
  clusterName: string;
  /** The ID number of the same picture in the heir's version; null where it has none. */
  indexOf: (index: number) => number | null;
  /** What is said of a sample that the heir's version does not have. */
  missingName: (index: number) => string;
}

const { nodes } = observationSchema;

/**
 * An heir's own text, and after it what is passed on to it, below a heading that says from where. `#17` becomes the ID
 * number that the same picture has there, and words where it is not there, since another picture has that number.
 */
export function passOn(own: Node, passed: Node, passage: Passage): Node {
  const { experimentNumber, clusterName } = passage;
  const heading = nodes.heading!.create({ level: 2 }, [
    observationSchema.text(`From ${clusterName} of `),
    nodes.experimentRef!.create({ number: experimentNumber }),
  ]);
  const kept = own.textContent === '' && own.childCount === 1 && isEmpty(own.child(0)) ? [] : own.children;
  return own.type.create(null, [...kept, heading, ...renumbered(passed, passage).children]);
}

const isEmpty = ({ type, childCount }: Node): boolean => type === nodes.paragraph && childCount === 0;

function renumbered(node: Node, passage: Passage): Node {
  if (node.type === nodes.sampleRef) {
    const index = passage.indexOf(node.attrs.index);
    return index === null
      ? observationSchema.text(passage.missingName(node.attrs.index))
      : node.type.create({ ...node.attrs, index }, null, node.marks);
  }
  if (node.isLeaf) return node;
  return node.copy(Fragment.fromArray(node.children.map((child) => renumbered(child, passage))));
}
