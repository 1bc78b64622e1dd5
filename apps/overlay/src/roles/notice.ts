/** A line of text over the avatar, for what the user has to know. */
export interface Notice {
  /** An empty text shows nothing. */
  set(text: string): void;
}

/** Seconds that a notice stays: viewers of a stream must not read it for ever. */
const STAY = 20;

export function createNotice(parent: HTMLElement): Notice {
  const element = document.createElement('p');
  element.setAttribute('role', 'status');
  element.hidden = true;
  Object.assign(element.style, {
    position: 'fixed',
    left: '50%',
    bottom: '6%',
    transform: 'translateX(-50%)',
    margin: '0',
    padding: '10px 18px',
    borderRadius: '10px',
    maxWidth: '80vw',
    background: 'rgb(18 20 26 / 85%)',
    color: '#eef0f6',
    font: '16px/1.4 system-ui, sans-serif',
    zIndex: '1',
  });
  parent.append(element);
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    set(text) {
      clearTimeout(timer);
      element.textContent = text;
      element.hidden = text === '';
      if (text) {
        timer = setTimeout(() => {
          element.hidden = true;
        }, STAY * 1000);
      }
    },
  };
}
