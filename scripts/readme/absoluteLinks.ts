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

/**
 * A page in Markdown whose pictures and links work wherever it is shown, such as on npm: what points into the
 * repository gets its whole address there. Links within the page, and to elsewhere, stay as they are.
 */
export function absoluteLinks(page: string, { repository, ref, folder = '' }: Place): string {
	return page.replace(
		/(!?\[(?:[^[\]]|\[[^\]]*\])*\]\()([^)\s]+)(\))/g,
		(all, open: string, target: string, close: string) => {
			if (/^(#|[a-z]+:)/i.test(target)) return all;
			const [file = '', anchor] = target.split('#');
			const name = posix.join(folder, file);
			const base = picture.test(name)
				? `https://raw.githubusercontent.com/${repository}/${ref}`
				: `https://github.com/${repository}/${name.endsWith('/') ? 'tree' : 'blob'}/${ref}`;
			return `${open}${base}/${name}${anchor === undefined ? '' : `#${anchor}`}${close}`;
		},
	);
}
