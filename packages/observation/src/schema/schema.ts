import { getSchema } from '@tiptap/core';
import type { Schema } from '@tiptap/pm/model';
import { observationExtensions } from './extensions.ts';

export const observationSchema: Schema = getSchema(observationExtensions());
