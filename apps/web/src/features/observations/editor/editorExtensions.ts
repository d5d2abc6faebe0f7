import { observationExtensions, TEXT } from '@asterism/observation';
import type { AnyExtension, Extensions } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { CollaborationCaret } from '@tiptap/extension-collaboration-caret';
import { type ReactNodeViewProps, ReactNodeViewRenderer } from '@tiptap/react';
import type { ComponentType } from 'react';
import type { ObservationDocument } from '../document/observationDocument.ts';
import { drawCaret, selectionLook } from './caret.ts';
import { ExperimentChip } from './nodes/ExperimentChip.tsx';
import { Formula } from './nodes/Formula.tsx';
import { MentionChip } from './nodes/MentionChip.tsx';
import { SampleChip } from './nodes/SampleChip.tsx';
import { WrittenImage } from './nodes/WrittenImage.tsx';

const VIEWS: Readonly<Record<string, ComponentType<ReactNodeViewProps>>> = {
  sampleRef: SampleChip,
  experimentRef: ExperimentChip,
  mention: MentionChip,
  inlineMath: Formula,
  blockMath: Formula,
  image: WrittenImage,
};

/** What an observation may hold, each shown as on a page. */
export const shownExtensions = (): Extensions => observationExtensions().map(withView);

function withView(extension: AnyExtension): AnyExtension {
  const view = VIEWS[extension.name];
  if (!view || extension.type !== 'node') return extension;
  return extension.extend({ addNodeView: () => ReactNodeViewRenderer(view) });
}

/** The text that several write at once, with their carets; undo takes back one's own changes alone. */
export function sharedExtensions({ doc, provider }: ObservationDocument, user: { id: string; name: string }) {
  return [
    Collaboration.configure({ document: doc, field: TEXT, provider }),
    CollaborationCaret.configure({
      provider,
      user: { id: user.id, name: user.name },
      render: drawCaret,
      selectionRender: selectionLook,
    }),
  ];
}
