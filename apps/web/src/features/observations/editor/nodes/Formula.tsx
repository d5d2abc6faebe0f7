import { NodeViewWrapper, type ReactNodeViewProps } from '@tiptap/react';
import { useEffect, useRef } from 'react';
import { drawFormula } from './drawFormula.ts';
import classes from './Formula.module.css';
import { setAttribute } from './setAttribute.ts';

/** A formula; its LaTeX while it is chosen, for those who may write. */
export function Formula({ node, editor, selected, getPos }: ReactNodeViewProps) {
  const latex = String(node.attrs['latex']);
  const isBlock = node.type.name === 'blockMath';
  const drawn = useRef<HTMLSpanElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const isEdited = selected && editor.isEditable;
  useEffect(() => {
    const abort = new AbortController();
    if (drawn.current && latex) void drawFormula(drawn.current, latex, isBlock, abort.signal);
    return () => abort.abort();
  }, [latex, isBlock]);
  useEffect(() => {
    if (isEdited) field.current?.focus();
  }, [isEdited]);
  const leave = () => {
    const at = getPos();
    if (at !== undefined) editor.commands.focus(at + node.nodeSize);
  };
  return (
    <NodeViewWrapper as={isBlock ? 'div' : 'span'} className={isBlock ? classes.block : classes.inline}>
      <span ref={drawn} className={classes.drawn} hidden={!latex} />
      {!latex && <span className={classes.empty}>Formula</span>}
      {isEdited && (
        <textarea
          ref={field}
          className={classes.field}
          aria-label="Formula in LaTeX"
          placeholder="\frac{1}{2}"
          value={latex}
          rows={isBlock ? 3 : 1}
          maxLength={2000}
          spellCheck={false}
          onChange={(event) =>
            setAttribute({ editor, getPos }, 'latex', event.currentTarget.value.replaceAll('\n', ' '))
          }
          onKeyDown={(event) => {
            if (event.key !== 'Enter' && event.key !== 'Escape') return;
            event.preventDefault();
            leave();
          }}
        />
      )}
    </NodeViewWrapper>
  );
}
