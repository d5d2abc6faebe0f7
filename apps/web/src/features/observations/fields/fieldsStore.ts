import { FIELDS, LABEL, type ObservationFields, readFields } from '@asterism/observation';
import type { Doc } from 'yjs';

export interface FieldsStore {
  /** The same object until something of it changes. */
  get(): ObservationFields;
  subscribe(onChange: () => void): () => void;
}

/** The fields of an open document as they are, whoever changes them. */
export function fieldsStore(doc: Doc): FieldsStore {
  const parts = new Set<object>([doc.getMap(FIELDS), doc.getText(LABEL)]);
  let fields: ObservationFields | null = null;
  const listeners = new Set<() => void>();
  doc.on('afterTransaction', ({ changed }) => {
    if (![...changed.keys()].some((type) => parts.has(type))) return;
    fields = null;
    for (const told of listeners) told();
  });
  return {
    get: () => {
      fields ??= readFields(doc);
      return fields;
    },
    subscribe: (onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
  };
}
