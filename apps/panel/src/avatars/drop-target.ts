import { type ReadonlySignal, signal } from '@preact/signals';

/** Takes files that are dropped on the page or pasted into it; true while some hang over it. */
export function createDropTarget(onFiles: (files: readonly File[]) => void): ReadonlySignal<boolean> {
  const over = signal(false);
  const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

  addEventListener('dragover', (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    over.value = true;
  });
  addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) over.value = false;
  });
  addEventListener('drop', (event) => {
    over.value = false;
    if (!carriesFiles(event)) return;
    event.preventDefault();
    onFiles([...(event.dataTransfer?.files ?? [])]);
  });
  addEventListener('paste', (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length > 0) onFiles(files);
  });
  return over;
}
