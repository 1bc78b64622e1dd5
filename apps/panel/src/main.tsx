import { render } from 'preact';
import { createAvatarAdder } from './avatars/avatar-adder.ts';
import { createDropTarget } from './avatars/drop-target.ts';
import { createTriggerSources, isText } from './hotkeys/trigger-sources.ts';
import { createPanelLink } from './link.ts';
import { createFigures } from './live/figures.ts';
import { Panel } from './panel.tsx';
import { createPreviewLink } from './preview.ts';
// In this order: later ones build on those before.
import './styles/base.css';
import './styles/controls.css';
import './styles/header.css';
import './styles/page.css';
import './styles/live.css';
import './styles/scenes.css';
import './styles/avatars.css';
import './styles/rig.css';
import './styles/voice.css';
import './styles/motion.css';
import './styles/expressions.css';
import './styles/hotkeys.css';

const link = createPanelLink(location.origin);
const preview = createPreviewLink();
const adder = createAvatarAdder(link, preview);
const sources = createTriggerSources(link);
const dropping = createDropTarget((files) => void adder.add(files));

addEventListener('keydown', (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z' || isText(event.target)) return;
  event.preventDefault();
  void link.command(event.shiftKey ? 'history.redo' : 'history.undo', {});
});

render(
  <Panel link={link} preview={preview} figures={createFigures(link)} adder={adder} sources={sources} dropping={dropping} />,
  document.querySelector('#panel') as Element,
);
