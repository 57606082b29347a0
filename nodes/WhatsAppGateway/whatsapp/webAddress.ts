import { isPrivateHost } from '../core/privateHost';
import { parseUrl } from '../core/parseUrl';

/** Sites whose links open a page around a file, and how to get the file itself. */
const filePages: ReadonlyArray<{
	readonly site: string;
	readonly isPage: (url: URL) => boolean;
	readonly instead: string;
}> = [
	{
		site: 'Google Drive',
		isPage: ({ hostname, pathname }) =>
			hostname === 'drive.google.com' && /^\/(?:file\/d\/|open|drive\/)/.test(pathname),
		instead: 'Download the file with the Google Drive node, and send it as binary data.',
	},
	{
		site: 'Google Docs',
		isPage: ({ hostname, pathname }) =>
			hostname === 'docs.google.com' && !/\/(?:export|pub)$/.test(pathname),
		instead: 'Use the address of its export, or download it and send it as binary data.',
	},
	{
		site: 'Dropbox',
		isPage: ({ hostname, searchParams }) =>
			/(?:^|\.)dropbox\.com$/.test(hostname) &&
			!hostname.startsWith('dl.') &&
			searchParams.get('dl') !== '1' &&
			searchParams.get('raw') !== '1',
		instead: 'Put dl=1 in place of dl=0 at its end.',
	},
	{
		site: 'OneDrive',
		isPage: ({ hostname, pathname }) =>
			hostname === '1drv.ms' ||
			(hostname === 'onedrive.live.com' && !pathname.startsWith('/download')),
		instead: 'Download the file with the OneDrive node, and send it as binary data.',
	},
	{
		site: 'SharePoint',
		isPage: ({ hostname, pathname, searchParams }) =>
			hostname.endsWith('.sharepoint.com') &&
			/^\/:[a-z]:\//.test(pathname) &&
			searchParams.get('download') !== '1',
		instead: 'Add download=1 to it, and share it with anyone.',
	},
	{
		site: 'WeTransfer',
		isPage: ({ hostname }) => /^(?:we\.tl|(?:[\w-]+\.)?wetransfer\.com)$/.test(hostname),
		instead: 'Download the file, and send it as binary data.',
	},
	{
		site: 'Box',
		isPage: ({ hostname, pathname }) =>
			/(?:^|\.)box\.com$/.test(hostname) && /^\/(?:s|file|folder)\//.test(pathname),
		instead: 'Use its direct link, or download it and send it as binary data.',
	},
	{
		site: 'iCloud',
		isPage: ({ hostname }) => hostname === 'www.icloud.com',
		instead: 'Download the file, and send it as binary data.',
	},
	{
		site: 'MEGA',
		isPage: ({ hostname }) => /^(?:www\.)?mega\.(?:nz|co\.nz|io)$/.test(hostname),
		instead: 'Download the file, and send it as binary data.',
	},
	{
		site: 'Google Photos',
		isPage: ({ hostname }) => /^(?:photos\.app\.goo\.gl|photos\.google\.com)$/.test(hostname),
		instead: 'Download the file, and send it as binary data.',
	},
];

/** A sentence about an address at which WhatsApp finds no file; `null` if it may find one. */
export function describeFilePage(url: string): string | null {
	const parsed = new URL(url);
	const page = filePages.find(({ isPage }) => isPage(parsed));
	return page === undefined
		? null
		: `The URL opens a page of ${page.site}, not a file, so that WhatsApp may not deliver it. ${page.instead}`;
}

/** A sentence about an address that only this network reaches; `null` for a public one. */
export function describePrivateHost(url: string): string | null {
	const { hostname } = new URL(url);
	return isPrivateHost(hostname)
		? `The URL names ${hostname}, which only your own network reaches: WhatsApp and the recipient cannot open it.`
		: null;
}

/** What needs no encoding: printable ASCII without the characters that no URL may hold. */
const plain = /^[!-~]+$/;
const unsafe = /["<>\\^`{|}]/;

/**
 * A web address as servers take it: spaces and letters outside of ASCII are encoded, and the host is
 * written in punycode. One that needs none of this stays as it is; `null` for what is no web address.
 */
export function encodeWebAddress(text: string): string | null {
	const trimmed = text.trim();
	const url = /^https?:\/\/[^\s/]/i.test(trimmed) ? parseUrl(trimmed) : null;
	if (url === null || url.host === '') return null;
	return plain.test(trimmed) && !unsafe.test(trimmed) ? trimmed : url.href;
}
