/**
 * A page to be kept as a file and opened by OBS in place of the overlay's address: it waits until Masque runs, then goes there.
 * (A browser source that OBS opened before Masque shows an error, and never tries again.)
 * @param url of the overlay
 */
export function waitingPage(url: string): string {
  const address = JSON.stringify(url);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Waiting for Masque</title>
<style>html { background: transparent; }</style>
<script>
const overlay = ${address};
async function look() {
  try {
    await fetch(overlay, { mode: 'no-cors', cache: 'no-store' });
    location.replace(overlay);
  } catch {
    setTimeout(look, 1000);
  }
}
look();
</script>
</html>
`;
}
