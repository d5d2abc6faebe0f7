'use client';

import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from 'urql';
import type { EditExperimentsInput } from '../../../gql/graphql.ts';
import { formatCount } from '../../../ui/format.ts';
import classes from './Edits.module.css';
import { EDIT_EXPERIMENTS } from './editDocuments.ts';

// As many as the API changes at once.
const AT_ONCE = 200;

export interface EditedExperiment {
  id: string;
  tags: readonly string[];
  archived: boolean;
}

type Change = Omit<EditExperimentsInput, 'ids'>;

/** Tags and archives experiments, and offers to take it back from those that it changed. `onChanged` is called after each. */
export function useExperimentEdits(rows: readonly EditedExperiment[], onChanged: () => void) {
  const [, edit] = useMutation(EDIT_EXPERIMENTS);
  const areArchived = rows.every(({ archived }) => archived);
  const change = async (ids: readonly string[], what: Change): Promise<boolean> => {
    for (let at = 0; at < ids.length; at += AT_ONCE) {
      const { data, error } = await edit({ input: { ids: ids.slice(at, at + AT_ONCE), ...what } });
      const failure = error?.message ?? data?.editExperiments.problems[0]?.message;
      if (failure !== undefined) {
        notifications.show({ color: 'red', message: failure });
        return false;
      }
    }
    onChanged();
    return true;
  };
  const changeAndOffer = async (
    changed: readonly EditedExperiment[],
    what: Change,
    back: Change,
    said: string,
  ) => {
    const ids = changed.map(({ id }) => id);
    if (ids.length === 0 || !(await change(ids, what))) return;
    const id = notifications.show({
      autoClose: 10_000,
      message: (
        <span className={classes.undo}>
          {said}
          <Button
            variant="subtle"
            size="compact-xs"
            onClick={() => {
              notifications.hide(id);
              void change(ids, back);
            }}
          >
            Undo
          </Button>
        </span>
      ),
    });
  };
  return {
    areArchived,
    tag(name: string) {
      const changed = rows.filter(({ tags }) => !tags.includes(name));
      const said = `Tagged ${count(changed.length)}.`;
      return changeAndOffer(changed, { addTags: [name] }, { removeTags: [name] }, said);
    },
    untag(name: string) {
      const changed = rows.filter(({ tags }) => tags.includes(name));
      const said = `Took the tag from ${count(changed.length)}.`;
      return changeAndOffer(changed, { removeTags: [name] }, { addTags: [name] }, said);
    },
    /** All go into the archive, or come out of it where all are there. */
    archive() {
      const changed = rows.filter(({ archived }) => archived === areArchived);
      const said = `${areArchived ? 'Took from the archive' : 'Archived'} ${count(changed.length)}.`;
      return changeAndOffer(changed, { archived: !areArchived }, { archived: areArchived }, said);
    },
  };
}

const count = (n: number): string => `${formatCount(n)} ${n === 1 ? 'experiment' : 'experiments'}`;
