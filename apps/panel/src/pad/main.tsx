import { render } from 'preact';
import { createPanelLink } from '../link.ts';
import '../parts/theme.ts';
import '../styles/base.css';
import '../styles/controls.css';
import '../styles/page.css';
import '../styles/pad.css';
import { Pad } from './pad.tsx';

render(<Pad link={createPanelLink(location.origin, 'pad')} />, document.querySelector('#pad') as Element);
