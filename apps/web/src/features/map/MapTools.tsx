import { ActionIcon } from '@mantine/core';
import {
  IconArrowsMove,
  IconLasso,
  IconMarquee2,
  IconMinus,
  IconPlus,
  IconZoomReset,
} from '@tabler/icons-react';
import classes from './ScatterPlot.module.css';
import type { MapTool } from './useMapPointer.ts';

const TOOLS = [
  { tool: 'MOVE', label: 'Move the map', key: 'M', Icon: IconArrowsMove },
  { tool: 'LASSO', label: 'Select with a lasso', key: 'L', Icon: IconLasso },
  { tool: 'BOX', label: 'Select with a box', key: 'B', Icon: IconMarquee2 },
] as const;
const FACTOR = 1.5;

interface MapToolsProps {
  /** Null where nothing can be selected. */
  tool: MapTool | null;
  onTool: (tool: MapTool) => void;
  onZoom: (factor: number) => void;
  onShowAll: () => void;
}

/** What dragging does, and how near the map is. */
export function MapTools({ tool, onTool, onZoom, onShowAll }: MapToolsProps) {
  return (
    <div className={classes.tools}>
      {tool !== null && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is laid out by rules of its own
        <div role="group" aria-label="What dragging does" className={classes.group}>
          {TOOLS.map(({ tool: own, label, key, Icon }) => (
            <ActionIcon
              key={own}
              variant={own === tool ? 'filled' : 'default'}
              size="sm"
              aria-label={label}
              aria-pressed={own === tool}
              title={`${label}: ${key}${own === 'MOVE' ? '' : '. Shift adds, Alt takes away, Escape lets all go'}`}
              onClick={() => onTool(own)}
            >
              <Icon size={14} stroke={1.6} aria-hidden />
            </ActionIcon>
          ))}
        </div>
      )}
      <div className={classes.group}>
        <Zoom label="Zoom in" Icon={IconPlus} onClick={() => onZoom(FACTOR)} />
        <Zoom label="Zoom out" Icon={IconMinus} onClick={() => onZoom(1 / FACTOR)} />
        <Zoom label="Show all" Icon={IconZoomReset} onClick={onShowAll} />
      </div>
    </div>
  );
}

function Zoom({ label, Icon, onClick }: { label: string; Icon: typeof IconPlus; onClick: () => void }) {
  return (
    <ActionIcon variant="default" size="sm" aria-label={label} title={label} onClick={onClick}>
      <Icon size={14} stroke={1.6} aria-hidden />
    </ActionIcon>
  );
}
