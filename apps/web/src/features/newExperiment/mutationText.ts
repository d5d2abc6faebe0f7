import { print } from 'graphql';
import { CREATE_STUDY } from '../studies/startDocuments.ts';
import { toExperimentInput, toStudyInput } from './inputs.ts';
import { CREATE_EXPERIMENT } from './newExperimentDocuments.ts';
import type { FormValues } from './values.ts';

/** What the form sends: the mutation, and its variables as JSON. */
export function mutationText(
  form: FormValues,
  workspace: string,
  datasetVersionId: string,
): { mutation: string; variables: string } {
  const input = form.isStudy
    ? toStudyInput(form, workspace, datasetVersionId)
    : toExperimentInput(form, workspace, datasetVersionId);
  return {
    // The name it has among the operations of these pages says nothing to others.
    mutation: print(form.isStudy ? CREATE_STUDY : CREATE_EXPERIMENT).replace(
      /^mutation (\w+)Here/,
      'mutation $1',
    ),
    variables: JSON.stringify({ input }, null, 2),
  };
}
