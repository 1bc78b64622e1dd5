/** What the overlay shows, on a chequered ground where it is transparent. */
export function Preview({ name }: { name: string | undefined }) {
  return (
    <figure class="preview">
      <iframe src="/overlay?role=preview" title="Preview of the overlay" />
      <figcaption>{name ?? 'There is no avatar yet'}</figcaption>
    </figure>
  );
}
