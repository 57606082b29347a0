import { posix } from 'node:path';

/** Where a repository's files can be read by anybody. */
interface Place {
	/** Such as `owner/name` at GitHub. */
	readonly repository: string;
	/** A tag, a branch or a commit. */
	readonly ref: string;
	/** The page's folder; the root if absent. */
	readonly folder?: string;
}

const picture = /\.(png|svg|gif|jpe?g|webp)$/i;

/** Blocks and spans of code, in which nothing is a link. */
const code =
	/^ {0,3}(?:`{3,}|~{3,})[^\n]*\n[\s\S]*?^ {0,3}(?:`{3,}|~{3,}) *$|(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/gm;

/** What stands before an address, the address, and what ends it, in each way in which a page names one. */
const links: readonly RegExp[] = [
	// [text](address "title"), also around or within another one.
	/(\]\(\s*)((?:[^()<>\s]|\([^()\s]*\))+)(?=\s*\)|\s+["'(])/g,
	/(\]\(\s*<)([^<>\n]+)(?=>)/g,
	// [name]: address
	/(^ {0,3}\[(?!\^)[^\]\n]+\]: *)([^<\s]\S*)/gm,
	/(^ {0,3}\[(?!\^)[^\]\n]+\]: *<)([^<>\n]+)(?=>)/gm,
	// <img src="address">
	/(<[a-z][^<>]*\s(?:src|href)=")([^"]+)(?=")/gi,
	/(<[a-z][^<>]*\s(?:src|href)=')([^']+)(?=')/gi,
];

/** The whole address of what points into the repository; others stay as they are. */
function wholeAddress(target: string, { repository, ref, folder = '' }: Place): string {
	if (/^(#|\/\/|[a-z][a-z+.-]*:)/i.test(target)) return target;
	const [, file = '', more = ''] = /^([^?#]*)(.*)$/s.exec(target) ?? [];
	const name = posix.join(file.startsWith('/') ? '' : folder, file).replace(/^\/+/, '');
	if (name.startsWith('..')) return target;
	const base = picture.test(name)
		? `https://raw.githubusercontent.com/${repository}/${ref}`
		: `https://github.com/${repository}/${name.endsWith('/') ? 'tree' : 'blob'}/${ref}`;
	return `${base}/${name}${more}`;
}

/**
 * A page in Markdown whose pictures and links work wherever it is shown, such as on npm: what points into the
 * repository gets its whole address there. Links within the page, and to elsewhere, stay as they are.
 */
export function absoluteLinks(page: string, place: Place): string {
	let whole = '';
	let end = 0;
	for (const { 0: span, index } of page.matchAll(code)) {
		whole += withLinks(page.slice(end, index), place) + span;
		end = index + span.length;
	}
	return whole + withLinks(page.slice(end), place);
}

function withLinks(text: string, place: Place): string {
	return links.reduce(
		(page, link) =>
			page.replace(link, (_, open: string, target: string) => open + wholeAddress(target, place)),
		text,
	);
}
