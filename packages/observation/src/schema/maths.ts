import { Node } from '@tiptap/core';

/** LaTeX within a line: `$\sigma$`. */
export const InlineMath = Node.create({
  name: 'inlineMath',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes() {
    return { latex: { default: '', parseHTML: (element) => element.getAttribute('data-latex') } };
  },
  parseHTML() {
    return [{ tag: 'span[data-latex]' }];
  },
  renderHTML({ node }) {
    return ['span', { 'data-latex': node.attrs.latex }, `$${node.attrs.latex}$`];
  },
  renderText({ node }) {
    return `$${node.attrs.latex}$`;
  },
});

/** LaTeX on lines of its own, between two lines of `$$`. */
export const BlockMath = Node.create({
  name: 'blockMath',
  group: 'block',
  atom: true,
  addAttributes() {
    return { latex: { default: '', parseHTML: (element) => element.getAttribute('data-latex') } };
  },
  parseHTML() {
    return [{ tag: 'div[data-latex]' }];
  },
  renderHTML({ node }) {
    return ['div', { 'data-latex': node.attrs.latex }, `$$${node.attrs.latex}$$`];
  },
  renderText({ node }) {
    return `$$\n${node.attrs.latex}\n$$`;
  },
});
