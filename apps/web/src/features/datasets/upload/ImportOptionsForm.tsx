'use client';

import { Button, Switch, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { formatBytes, formatCount } from '../../../ui/format.ts';
import type { Drop } from './droppedFiles.ts';
import { GroupTable } from './GroupTable.tsx';
import classes from './ImportOptionsForm.module.css';
import type { ImportOptions, OptionProblems } from './importOptions.ts';

interface ImportOptionsFormProps {
  options: ImportOptions;
  problems: OptionProblems;
  /** Dropped and not yet sent. */
  waiting: Drop;
  onChange: (options: ImportOptions) => void;
  onSend: () => void;
  onClear: () => void;
  /** More places to take files from. */
  children?: ReactNode;
}

const FIELDS = [
  { name: 'hdu', label: 'HDU', description: 'The first with an image where left empty; several as 1, 2, 3' },
  { name: 'planes', label: 'Planes', description: 'In this order the channels; all where left empty' },
  {
    name: 'channelAxis',
    label: 'Channel axis',
    description: 'From 0, slowest first; the short one where left empty',
  },
] as const;

/** How the files that are dropped next are read; and those that wait for it. */
export function ImportOptionsForm(props: ImportOptionsFormProps) {
  const { options, problems, waiting, onChange, onSend, onClear, children } = props;
  const bytes = waiting.files.reduce((sum, { file }) => sum + file.size, 0);
  const count = waiting.files.length;
  return (
    <section className={classes.options} aria-label="Import options">
      <div className={classes.fields}>
        {FIELDS.map(({ name, label, description }) => (
          <TextInput
            key={name}
            size="xs"
            label={label}
            description={description}
            value={options[name]}
            error={problems[name]}
            onChange={(event) => onChange({ ...options, [name]: event.currentTarget.value })}
          />
        ))}
      </div>
      <div className={classes.grouping}>
        <Switch
          size="xs"
          label="Several files make one sample"
          checked={options.isGrouped}
          onChange={(event) => onChange({ ...options, isGrouped: event.currentTarget.checked })}
        />
        {options.isGrouped && (
          <TextInput
            size="xs"
            className={classes.pattern}
            classNames={{ input: 'number' }}
            label="Pattern of their names"
            description="Files that agree in {sample} are one sample, {channel} tells its bands apart, * is anything"
            value={options.groupBy}
            error={problems.groupBy}
            onChange={(event) => onChange({ ...options, groupBy: event.currentTarget.value })}
          />
        )}
      </div>
      {options.isGrouped && !problems.groupBy && count > 0 && (
        <GroupTable paths={waiting.files.map(({ path }) => path)} pattern={options.groupBy} />
      )}
      {children}
      <div className={classes.waiting}>
        <span role="status">
          {count === 0
            ? 'While these options are open, files that are dropped wait here until you send them.'
            : `${formatCount(count)} ${count === 1 ? 'file' : 'files'}, ${formatBytes(bytes)}`}
          {waiting.skipped.length > 0 && (
            <span title={waiting.skipped.slice(0, 20).join('\n')}>
              {' '}
              · {waiting.skipped.length} hidden left out
            </span>
          )}
        </span>
        {count > 0 && (
          <>
            <Button size="xs" variant="default" onClick={onClear}>
              Put away
            </Button>
            <Button size="xs" disabled={Object.keys(problems).length > 0} onClick={onSend}>
              Send {formatCount(count)} {count === 1 ? 'file' : 'files'}
            </Button>
          </>
        )}
      </div>
    </section>
  );
}
