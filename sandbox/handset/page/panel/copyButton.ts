import { useState } from 'preact/hooks';

import { html } from '../html';

async function copy(text: string): Promise<void> {
	// Beyond the loopback address a page without TLS has no clipboard, and a browser may ask first.
	const isDone = await navigator.clipboard?.writeText(text).then(
		() => true,
		() => false,
	);
	if (isDone) return;
	const area = document.createElement('textarea');
	area.value = text;
	// What stands behind a dialog cannot be selected.
	(document.querySelector('dialog[open]') ?? document.body).append(area);
	area.select();
	document.execCommand('copy');
	area.remove();
}

/** Copies a text, and says that it has. */
export function CopyButton({ text, label }: { text: string; label: string }) {
	const [copied, setCopied] = useState('');
	const onClick = () =>
		void copy(text).then(
			() => setCopied(text),
			() => setCopied(''),
		);
	const isCopied = copied === text && text !== '';
	return html`<button type="button" class="copy" onClick=${onClick}>
			${isCopied ? 'Copied ✓' : label}
		</button>
		<span role="status" class="hidden">${isCopied ? 'Copied' : ''}</span>`;
}
