import { mergeAttributes, Node } from '@tiptap/core';

/** A sample of the data set version, by its ID number: `#17`. */
export const SampleRef = Node.create({
  name: 'sampleRef',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes() {
    return { index: { default: 0, parseHTML: (element) => Number(element.getAttribute('data-sample')) } };
  },
  parseHTML() {
    return [{ tag: 'span[data-sample]' }];
  },
  renderHTML({ node }) {
    return ['span', { 'data-sample': node.attrs.index }, `#${node.attrs.index}`];
  },
  renderText({ node }) {
    return `#${node.attrs.index}`;
  },
});

/** An experiment of the workspace, by its number: `E-42`. */
export const ExperimentRef = Node.create({
  name: 'experimentRef',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes() {
    return {
      number: { default: 1, parseHTML: (element) => Number(element.getAttribute('data-experiment')) },
    };
  },
  parseHTML() {
    return [{ tag: 'span[data-experiment]' }];
  },
  renderHTML({ node }) {
    return ['span', { 'data-experiment': node.attrs.number }, `E-${node.attrs.number}`];
  },
  renderText({ node }) {
    return `E-${node.attrs.number}`;
  },
});

/** A member of the workspace, by id; `label` is the name that they had when they were mentioned. */
export const Mention = Node.create({
  name: 'mention',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes() {
    return {
      id: { default: '', parseHTML: (element) => element.getAttribute('data-user') },
      label: { default: '', parseHTML: (element) => element.getAttribute('data-label') },
    };
  },
  parseHTML() {
    return [{ tag: 'span[data-user]' }];
  },
  renderHTML({ node, HTMLAttributes }) {
    return [
      'span',
      mergeAttributes(
        { 'data-user': node.attrs.id, 'data-label': node.attrs.label },
        { class: HTMLAttributes.class },
      ),
      `@${node.attrs.label}`,
    ];
  },
  renderText({ node }) {
    return `@${node.attrs.label}`;
  },
});
