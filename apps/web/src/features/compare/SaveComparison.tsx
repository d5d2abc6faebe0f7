'use client';

import { Button, Popover, Textarea, TextInput } from '@mantine/core';
import { IconBookmark } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { useSession } from '../session/session.tsx';
import classes from './Compare.module.css';
import { type KeptComparison, SAVE_COMPARISON } from './keptDocuments.ts';

interface SaveComparisonProps {
  experiments: readonly { id: string }[];
  /** How the page stands. */
  state: Record<string, string>;
  /** The one that is open. */
  kept: KeptComparison | null;
  /** Told the id under which it is kept. */
  onSave: (id: string) => void;
}

/** For editors and owners: keeps what is compared, as it stands, under a title and with a text. */
export function SaveComparison({ experiments, state, kept, onSave }: SaveComparisonProps) {
  const { workspace } = useSession();
  const [{ fetching }, save] = useMutation(SAVE_COMPARISON);
  const [isOpen, setOpen] = useState(false);
  const [title, setTitle] = useState(kept?.title ?? '');
  const [text, setText] = useState(kept?.text ?? '');
  const [problem, setProblem] = useState<string | null>(null);
  if (workspace.role === 'VIEWER') return null;
  const keep = async (id: string | null) => {
    const experimentIds = experiments.map((experiment) => experiment.id);
    const { data, error } = await save({
      input: { id, workspace: workspace.slug, title, text, experimentIds, state },
    });
    const made = data?.saveComparison.comparison;
    setProblem(error?.message ?? data?.saveComparison.problems[0]?.message ?? null);
    if (!made) return;
    setOpen(false);
    onSave(made.id);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void keep(kept?.id ?? null);
  };
  return (
    <Popover position="bottom-end" width={340} opened={isOpen} onChange={setOpen} trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconBookmark size={16} stroke={1.6} aria-hidden />}
          onClick={() => setOpen(!isOpen)}
        >
          Save
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form className={classes.keep} onSubmit={submit}>
          <TextInput
            label="Title"
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
            error={problem}
            required
            maxLength={200}
          />
          <Textarea
            label="Text"
            description={
              kept
                ? 'What is to be seen here, for those who open it.'
                : 'What is to be seen here, for those who open it. Once saved, an observation can be written below the comparison.'
            }
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            minRows={3}
            maxLength={10_000}
            autosize
            maxRows={10}
          />
          <div className={classes.actions}>
            <Button type="submit" loading={fetching}>
              {kept ? 'Save changes' : 'Save'}
            </Button>
            {kept && (
              <Button variant="default" disabled={fetching} onClick={() => void keep(null)}>
                Save as another
              </Button>
            )}
          </div>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
