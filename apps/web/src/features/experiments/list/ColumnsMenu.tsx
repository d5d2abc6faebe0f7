'use client';

import { ActionIcon, Button, Checkbox, Popover } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconColumns3, IconPin, IconPinFilled } from '@tabler/icons-react';
import { type ColumnChoice, movedColumn, pinnedUpTo, toggledColumn } from './columnChoice.ts';
import { COLUMNS } from './columns.tsx';
import classes from './ExperimentsPage.module.css';

/** Which columns are shown, in which order, and which of them stay at the left. */
export function ColumnsMenu({
  choice,
  usual,
  onChange,
}: {
  choice: ColumnChoice;
  usual: ColumnChoice;
  onChange: (choice: ColumnChoice) => void;
}) {
  const hidden = COLUMNS.filter(({ id }) => !choice.shown.includes(id));
  const shown = choice.shown.flatMap((id) => COLUMNS.find((column) => column.id === id) ?? []);
  return (
    <Popover position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" size="xs" leftSection={<IconColumns3 size={14} aria-hidden />}>
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.menu} aria-label="Columns">
        {shown.map(({ id, name }, place) => {
          const isPinned = place < choice.pinned;
          return (
            <div key={id} className={classes.column}>
              <Checkbox size="xs" label={name} checked onChange={() => onChange(toggledColumn(choice, id))} />
              <ActionIcon
                variant="subtle"
                size="sm"
                aria-label={`${name}: to the left`}
                disabled={place === 0}
                onClick={() => onChange(movedColumn(choice, id, -1))}
              >
                <IconArrowUp size={14} aria-hidden />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                size="sm"
                aria-label={`${name}: to the right`}
                disabled={place === shown.length - 1}
                onClick={() => onChange(movedColumn(choice, id, 1))}
              >
                <IconArrowDown size={14} aria-hidden />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                size="sm"
                aria-label={`${name}: pin up to here`}
                aria-pressed={isPinned}
                onClick={() => onChange(pinnedUpTo(choice, id))}
              >
                {isPinned ? <IconPinFilled size={14} aria-hidden /> : <IconPin size={14} aria-hidden />}
              </ActionIcon>
            </div>
          );
        })}
        {hidden.map(({ id, name }) => (
          <div key={id} className={classes.column}>
            <Checkbox
              size="xs"
              label={name}
              checked={false}
              onChange={() => onChange(toggledColumn(choice, id))}
            />
          </div>
        ))}
        <Button variant="subtle" size="xs" onClick={() => onChange(usual)}>
          As usual
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}
