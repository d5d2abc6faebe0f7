'use client';

import { ActionIcon, Checkbox, Select } from '@mantine/core';
import {
  IconArrowsMaximize,
  IconContrast,
  IconKeyboard,
  IconMinus,
  IconPlus,
  type IconProps,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { words } from '../../ui/format.ts';
import { COLOR_MAP_CHOICES, STRETCH_CHOICES } from '../datasets/display.ts';
import type { ChangeState } from './useViewerState.ts';
import classes from './ViewerToolbar.module.css';
import { LIMIT_CHOICES, type LimitChoice, type ViewerState } from './viewerState.ts';

interface ViewerToolbarProps {
  state: ViewerState;
  onChange: ChangeState;
  hasManyChannels: boolean;
}

const LIMIT_NAMES: Record<LimitChoice, string> = {
  '99.5': '99.5 %',
  '99': '99 %',
  '98': '98 %',
  '95': '95 %',
  '90': '90 %',
  MIN_MAX: 'min to max',
  ZSCALE: 'zscale',
};
const BY_HAND = 'BY_HAND';
export const ZOOM_STEP = 1.5;

/** How all channels are drawn. */
export function ViewerToolbar({ state, onChange, hasManyChannels }: ViewerToolbarProps) {
  const isByHand = state.hand.some((limits) => limits !== null);
  const limitNames = LIMIT_CHOICES.map((value): { value: string; label: string } => ({
    value,
    label: LIMIT_NAMES[value],
  }));
  return (
    <fieldset className={classes.toolbar} aria-label="Display">
      <Select
        aria-label="Stretch"
        size="xs"
        w={112}
        value={state.stretch}
        data={STRETCH_CHOICES.map((value) => ({ value, label: words(value) }))}
        onChange={(value) => onChange({ stretch: pick(STRETCH_CHOICES, value) })}
      />
      <Select
        aria-label="Limits"
        size="xs"
        w={116}
        value={isByHand ? BY_HAND : state.limits}
        data={isByHand ? [...limitNames, { value: BY_HAND, label: 'by hand' }] : limitNames}
        onChange={(value) => {
          if (value !== BY_HAND) onChange({ limits: pick(LIMIT_CHOICES, value), hand: [] });
        }}
      />
      <Select
        aria-label="Colours"
        size="xs"
        w={112}
        value={state.colorMap}
        data={[...COLOR_MAP_CHOICES]}
        onChange={(value) => onChange({ colorMap: pick(COLOR_MAP_CHOICES, value) })}
      />
      <Tool
        label="Invert the colours"
        Icon={IconContrast}
        isPressed={state.isInverted}
        onClick={() => onChange({ isInverted: !state.isInverted })}
      />
      <label className={classes.nan}>
        <input
          type="color"
          value={state.nanColor}
          onChange={(event) => onChange({ nanColor: event.currentTarget.value })}
        />
        NaN
      </label>
      {hasManyChannels && (
        <Checkbox
          size="xs"
          label="Same limits for all"
          checked={state.isShared}
          onChange={(event) => onChange({ isShared: event.currentTarget.checked, hand: [] })}
        />
      )}
    </fieldset>
  );
}

interface ZoomToolsProps {
  onZoom: (factor: number) => void;
  onFit: () => void;
  onHelp: () => void;
}

/** How much is seen, and the keys. */
export function ZoomTools({ onZoom, onFit, onHelp }: ZoomToolsProps) {
  return (
    <fieldset className={classes.zoom} aria-label="Zoom">
      <Tool label="Zoom out" Icon={IconMinus} onClick={() => onZoom(1 / ZOOM_STEP)} />
      <Tool label="Zoom in" Icon={IconPlus} onClick={() => onZoom(ZOOM_STEP)} />
      <Tool label="Show all" Icon={IconArrowsMaximize} onClick={onFit} />
      <Tool label="Keys" Icon={IconKeyboard} onClick={onHelp} />
    </fieldset>
  );
}

const pick = <Choice extends string>(choices: readonly Choice[], value: string | null): Choice =>
  choices.find((choice) => choice === value) ?? choices[0]!;

interface ToolProps {
  label: string;
  Icon: ComponentType<IconProps>;
  isPressed?: boolean;
  onClick: () => void;
}

function Tool({ label, Icon, isPressed, onClick }: ToolProps) {
  return (
    <ActionIcon
      variant={isPressed ? 'light' : 'default'}
      size={30}
      aria-label={label}
      aria-pressed={isPressed}
      title={label}
      onClick={onClick}
    >
      <Icon size={16} stroke={1.6} aria-hidden />
    </ActionIcon>
  );
}
