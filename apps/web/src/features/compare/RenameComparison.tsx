'use client';

import { Button, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { useSession } from '../session/session.tsx';
import classes from './Compare.module.css';
import type { Kept } from './KeptActions.tsx';
import { SAVE_COMPARISON } from './keptDocuments.ts';

interface RenameComparisonProps {
  comparison: Kept;
  onDone: () => void;
}

/** Another title and text; what is compared, and how the page stands, stay as they are. */
export function RenameComparison({
  comparison: { id, title, text, experiments },
  onDone,
}: RenameComparisonProps) {
  const { workspace } = useSession();
  const [{ fetching }, save] = useMutation(SAVE_COMPARISON);
  const [typed, setTyped] = useState({ title, text });
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const experimentIds = experiments.map((experiment) => experiment.id);
    const { data, error } = await save({ input: { id, workspace: workspace.slug, experimentIds, ...typed } });
    const failure = error?.message ?? data?.saveComparison.problems[0]?.message ?? null;
    setProblem(failure);
    if (failure === null) onDone();
  };
  return (
    <form className={classes.keep} onSubmit={(event) => void submit(event)}>
      <TextInput
        label="Title"
        value={typed.title}
        onChange={(event) => setTyped({ ...typed, title: event.currentTarget.value })}
        error={problem}
        required
        maxLength={200}
        data-autofocus
      />
      <Textarea
        label="Text"
        value={typed.text}
        onChange={(event) => setTyped({ ...typed, text: event.currentTarget.value })}
        maxLength={10_000}
        autosize
        minRows={3}
        maxRows={10}
      />
      <div className={classes.actions}>
        <Button type="submit" loading={fetching}>
          Save
        </Button>
      </div>
    </form>
  );
}
