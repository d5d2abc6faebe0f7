import { Document, isCollection } from 'yaml';
import type { CreateStudyInput } from '../../gql/graphql.ts';

/** What a file names; without a data set it runs over whichever `--dataset` names. */
export type StudyFile = Omit<CreateStudyInput, 'workspace' | 'datasetVersionId'> &
  Partial<Pick<CreateStudyInput, 'workspace' | 'datasetVersionId'>>;

const USE =
  'Run it with  npx asterism run FILE.yaml --wait\nKeys and values are those of CreateStudyInput; every combination becomes an experiment.';

/** A study as a file that `asterism run` takes: a line for each choice, below what is said of it. */
export function studyText(study: StudyFile, comment: string = USE): string {
  const { name, workspace, datasetVersionId, preprocessings, models, clusterings, projections, seeds } =
    study;
  const ordered = {
    // Without a name it has the file's.
    name: name || undefined,
    workspace,
    datasetVersionId,
    preprocessings,
    models,
    clusterings,
    projections,
    seeds,
  };
  const document = new Document(ordered, { aliasDuplicateObjects: false });
  if (isCollection(document.contents))
    for (const { value } of document.contents.items as { value: unknown }[]) flatten(value);
  document.commentBefore = comment.replace(/^/gm, ' ');
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

/** Choices stand in a line each, short lists within one. */
function flatten(list: unknown): void {
  if (!isCollection(list)) return;
  let holdsChoices = false;
  for (const item of list.items)
    if (isCollection(item)) {
      item.flow = true;
      holdsChoices = true;
    }
  if (!holdsChoices) list.flow = true;
}
