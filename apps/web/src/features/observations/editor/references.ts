import { Extension, nodeInputRule, nodePasteRule } from '@tiptap/core';

const SAMPLE = /(?:^|\s)(#(\d{1,6}))\s$/;
const EXPERIMENT = /(?:^|[\s(])(E-(\d{1,9}))[\s.,;:)]$/;
const FORMULA = /(?:^|[\s(])(\$([^\s$](?:[^$]*[^\s$])?)\$)$/;
const PASTED_SAMPLE = /(?<![\w#&/])#(\d{1,6})\b/g;
const PASTED_EXPERIMENT = /(?<![\w-])E-(\d{1,9})\b/g;

/** #17, E-42 and $x^2$ become what they name as soon as they are typed; the first two also where they are pasted. */
export const References = Extension.create({
  name: 'references',
  addInputRules() {
    const { sampleRef, experimentRef, inlineMath } = this.editor.schema.nodes;
    if (!sampleRef || !experimentRef || !inlineMath) return [];
    return [
      nodeInputRule({ find: SAMPLE, type: sampleRef, getAttributes: numberAs('index', 2) }),
      nodeInputRule({ find: EXPERIMENT, type: experimentRef, getAttributes: numberAs('number', 2) }),
      nodeInputRule({
        find: FORMULA,
        type: inlineMath,
        getAttributes: ([, , latex]) => ({ latex }),
      }),
    ];
  },
  addPasteRules() {
    const { sampleRef, experimentRef } = this.editor.schema.nodes;
    if (!sampleRef || !experimentRef) return [];
    return [
      nodePasteRule({ find: PASTED_SAMPLE, type: sampleRef, getAttributes: numberAs('index', 1) }),
      nodePasteRule({ find: PASTED_EXPERIMENT, type: experimentRef, getAttributes: numberAs('number', 1) }),
    ];
  },
});

const numberAs = (name: string, group: number) => (match: RegExpMatchArray) => ({
  [name]: Number(match[group]),
});
