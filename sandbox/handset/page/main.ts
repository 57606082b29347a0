import { render } from 'preact';

import { html } from './html';
import { App } from './shell/app';
import { followSandbox } from './state/live';

const root = document.getElementById('page');
if (root !== null) render(html`<${App} />`, root);
followSandbox();
