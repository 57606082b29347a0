import { useState } from 'preact/hooks';

import type { LiveMessage } from '../../../control/liveView';
import { html } from '../html';
import { Icon, type IconName } from '../icons';
import { WebLink, webAddress } from '../text/webLink';

/** A file of a message: what it is, and where it lies. */
export interface Medium {
	/** The kind in lower case, such as `image` or `voice message`. */
	readonly kind: string;
	readonly fileName: string;
	readonly url: string;
	/** Its size and type, if the page knows them. */
	readonly detail: string;
}

const icons: Readonly<Record<string, IconName>> = {
	...{ image: 'picture', sticker: 'picture', gif: 'play', video: 'play' },
	...{ audio: 'sound', 'voice message': 'sound', product: 'picture' },
};

/** The file that a header such as `[image]` or `[document bill.pdf]` stands for. */
export function mediumOf(header: string | null, url: string | null): Medium | undefined {
	const [, inner] = /^\[([^\]]+)\]$/s.exec(header ?? '') ?? [];
	if (inner === undefined) return undefined;
	const words = inner.split(' ');
	const isVoice = inner === 'voice message';
	const kind = isVoice ? inner : (words[0] ?? '').toLowerCase();
	const address = url ?? '';
	const upload = address.startsWith('upload:') ? address.slice('upload:'.length) : '';
	const named = isVoice ? '' : words.slice(1).join(' ');
	return { kind, fileName: named || upload, url: address, detail: '' };
}

const sizeOf = (bytes: number) =>
	bytes < 1000
		? `${bytes} bytes`
		: bytes < 1_000_000
			? `${Math.round(bytes / 1000)} kB`
			: `${(bytes / 1_000_000).toFixed(1)} MB`;

/** The file that a person sent. Its bytes are shown only if somebody attached them here. */
export function sentMedium(message: LiveMessage): Medium | undefined {
	const { media, header } = message;
	if (media === null) return undefined;
	const { id, mimeType, fileName, bytes } = media;
	const isAttached = 'isAttached' in media;
	return {
		kind: mediumOf(header, null)?.kind ?? 'document',
		fileName: fileName ?? '',
		url: isAttached ? `/_sandbox/file?id=${encodeURIComponent(id)}` : '',
		detail: `${mimeType} · ${sizeOf(bytes)}`,
	};
}

/** An address of this machine: only what lies here is loaded. */
function localAddress(url: string): string | undefined {
	if (url.startsWith('/_sandbox/')) return url;
	const address = webAddress(url);
	if (address === undefined) return undefined;
	return /^(?:127\.0\.0\.1|localhost)$/.test(new URL(address).hostname) ? address : undefined;
}

/** What a file is called for people. */
function titleOf({ kind, fileName, url }: Medium): string {
	if (fileName !== '') return fileName;
	const last = webAddress(url) === undefined ? '' : new URL(url).pathname.split('/').at(-1);
	return decodeURIComponent(last || kind);
}

/** A drawing in the place of what lies elsewhere: nothing is loaded from beyond this machine. */
function Placeholder({ medium }: { medium: Medium }) {
	const { kind, url } = medium;
	const host = webAddress(url) === undefined ? '' : new URL(url).host;
	return html`<div class=${`medium drawn ${kind.replace(' ', '-')}`}>
		<span class="glyph"><${Icon} name=${icons[kind] ?? 'picture'} /></span>
		<span class="name" dir="auto">${titleOf(medium)}</span>
		${host !== '' && html`<${WebLink} url=${url} class="host">${host}<//>`}
		${medium.detail !== '' && html`<small>${medium.detail}</small>`}
	</div>`;
}

/** A picture of this machine; a drawing if it cannot be loaded. */
function Picture({ medium, address }: { medium: Medium; address: string }) {
	const [isMissing, setMissing] = useState(false);
	if (isMissing) return html`<${Placeholder} medium=${medium} />`;
	return html`<a class="medium picture" href=${address} target="_blank" rel="noopener noreferrer">
		<img
			src=${address}
			alt=${titleOf(medium)}
			loading="lazy"
			onError=${() => setMissing(true)}
		/>
	</a>`;
}

/** A file as WhatsApp shows it. */
export function MediumView({ medium }: { medium: Medium }) {
	const { kind, url, detail } = medium;
	const title = titleOf(medium);
	const local = localAddress(url);
	if (kind === 'document') {
		return html`<div class="medium document">
			<span class="glyph"><${Icon} name="file" /></span>
			<span class="name" dir="auto">
				${
					local === undefined
						? webAddress(url) === undefined
							? title
							: html`<${WebLink} url=${url}>${title}<//>`
						: html`<a href=${local} target="_blank" rel="noopener noreferrer" download=${title}
								>${title}</a
							>`
				}
				${detail !== '' && html`<small>${detail}</small>`}
			</span>
		</div>`;
	}
	if (local === undefined) return html`<${Placeholder} medium=${medium} />`;
	if (kind === 'audio' || kind === 'voice message') {
		return html`<audio
			class="medium"
			controls
			preload="none"
			src=${local}
			aria-label=${title}
		></audio>`;
	}
	if (kind === 'video' || kind === 'gif') {
		return html`<video
			class="medium"
			controls
			preload="metadata"
			src=${local}
			aria-label=${title}
		></video>`;
	}
	return html`<${Picture} medium=${medium} address=${local} />`;
}
