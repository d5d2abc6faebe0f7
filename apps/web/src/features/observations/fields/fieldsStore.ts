import { FIELDS, type ObservationFields, readFields } from '@asterism/observation';
import type { Doc } from 'yjs';

export interface FieldsStore {
  /** The same object until something of it changes. */
  get(): ObservationFields;
  subscribe(onChange: () => void): () => void;
}

/** The fields of an open document as they are, whoever changes them. */
export function fieldsStore(doc: Doc): FieldsStore {
  const map = doc.getMap(FIELDS);
  let fields: ObservationFields | null = null;
  map.observeDeep(() => {
    fields = null;
  });
  return {
    get: () => {
      fields ??= readFields(doc);
      return fields;
    },
    subscribe: (onChange) => {
      map.observeDeep(onChange);
      return () => map.unobserveDeep(onChange);
    },
  };
}
