import { ActionIcon, type ActionIconProps, type ElementProps } from '@mantine/core';
import type { ComponentType } from 'react';
import classes from './Toolbar.module.css';
import { keysText } from './tools.ts';

interface ToolButtonProps extends Omit<ActionIconProps & ElementProps<'button'>, 'children' | 'name'> {
  name: string;
  keys?: string;
  Icon: ComponentType<{ size: number; stroke: number }>;
  /** Whether it is on; absent of what is done once. */
  isOn?: boolean;
  isOff?: boolean;
  onUse: () => void;
}

/** One tool; its name and keys are said when it is pointed at. */
export function ToolButton({ name, keys, Icon, isOn, isOff = false, onUse, ...rest }: ToolButtonProps) {
  const shown = keys && keysText(keys);
  return (
    <ActionIcon
      {...rest}
      size={28}
      className={classes.tool}
      variant={isOn ? 'light' : 'subtle'}
      color={isOn ? 'accent' : 'gray'}
      aria-label={name}
      aria-pressed={isOn}
      aria-keyshortcuts={shown?.replace('Ctrl', 'Control')}
      title={shown ? `${name} (${shown})` : name}
      disabled={isOff}
      // The text keeps what is selected in it.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onUse}
    >
      <Icon size={16} stroke={1.6} />
    </ActionIcon>
  );
}
