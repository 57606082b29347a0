import { html, type Children } from '../html';

/** An address of the web in its normal form; `undefined` for every other kind, such as `javascript:`. */
export function webAddress(url: string): string | undefined {
	try {
		const { protocol, href } = new URL(url);
		return protocol === 'http:' || protocol === 'https:' ? href : undefined;
	} catch {
		return undefined;
	}
}

/** A link that opens beside the page; what is no address of the web stays text. */
export function WebLink(props: { url: string; class?: string; children?: Children }) {
	const address = webAddress(props.url);
	if (address === undefined) {
		return html`<span class=${props.class} title="Not an address of the web"
			>${props.children}</span
		>`;
	}
	return html`<a class=${props.class} href=${address} target="_blank" rel="noopener noreferrer"
		>${props.children}</a
	>`;
}
