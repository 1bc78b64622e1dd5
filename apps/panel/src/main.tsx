import { render } from 'preact';
import { createPanelLink } from './link.ts';
import { Panel } from './panel.tsx';
import './panel.css';

const link = createPanelLink(location.origin);
render(<Panel link={link} />, document.querySelector('#panel') as Element);
