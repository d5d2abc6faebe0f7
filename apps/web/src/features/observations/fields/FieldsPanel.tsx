'use client';

import { writeFields } from '@asterism/observation';
import { useMemo, useSyncExternalStore } from 'react';
import { useDocumentState, useObservationDocument } from '../document/DocumentProvider.tsx';
import { changeList } from './changeList.ts';
import classes from './FieldsForm.module.css';
import { FieldsForm } from './FieldsForm.tsx';
import { fieldsStore } from './fieldsStore.ts';
import { SamplesField } from './SamplesField.tsx';

/** What is said of the subject in few words and samples, changed by everybody who may at once. */
export function FieldsPanel() {
  const { doc } = useObservationDocument();
  const { mayWrite, isReady } = useDocumentState();
  const { get, subscribe } = useMemo(() => fieldsStore(doc), [doc]);
  const fields = useSyncExternalStore(subscribe, get);
  const { representatives, counterExamples, tags } = fields;
  const mayChange = mayWrite && isReady;
  return (
    <section className={classes.fields} aria-label="In few words">
      <FieldsForm
        fields={fields}
        mayWrite={mayChange}
        onChange={(change) => writeFields(doc, change)}
        onTags={(next) => changeList(doc, 'tags', tags, next)}
      />
      <div className={classes.samples}>
        <SamplesField
          name="Representatives"
          help="Samples that show it best."
          ids={representatives}
          mayWrite={mayChange}
          onChange={(ids) => changeList(doc, 'representatives', representatives, ids)}
        />
        <SamplesField
          name="Counter-examples"
          help="Samples that look like it and are something else."
          ids={counterExamples}
          mayWrite={mayChange}
          onChange={(ids) => changeList(doc, 'counterExamples', counterExamples, ids)}
        />
      </div>
    </section>
  );
}
