import { render } from 'preact';
import '../parts/theme.ts';
import '../styles/base.css';
import '../styles/controls.css';
import '../styles/page.css';
import '../styles/pad.css';
import { PairPage } from './pair-page.tsx';

render(<PairPage />, document.querySelector('#pair') as Element);
