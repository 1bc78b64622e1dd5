import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';

export interface EditorPartProps {
  title: string;
  /** Whether it is open at first. */
  open: boolean;
  children: ComponentChildren;
}

/** A part of the editor that can be folded away. */
export function EditorPart({ title, open, children }: EditorPartProps) {
  const id = useId();
  // What is dragged to nothing stays in view.
  const initially = useRef(open);
  return (
    <details class="editor-part" open={initially.current}>
      <summary id={id}>{title}</summary>
      <section aria-labelledby={id}>{children}</section>
    </details>
  );
}
