import type { INodeProperties } from 'n8n-workflow';

import { kindNames, type MediaKind } from '../../core/message';
import { readChoice } from '../../n8n/readOption';
import { limit, readLimit, returnAll } from '../fields/listOptions';
import { firstOfPage } from '../fields/onePage';
import { options } from '../fields/options';
import { timeout } from '../fields/runOptions';
import { mediaKinds } from '../messages/sendMedia';
import { createNeed, requireNeed } from '../needs';
import type { Operation } from '../operation';
import { createTask } from '../task';

const needOfLibrary = createNeed(
	({ mediaLibrary }) => mediaLibrary,
	'has no library of files.',
	() => 'Keep the addresses of your files in n8n.',
);

const ofKind: INodeProperties = {
	displayName: 'Type',
	name: 'libraryKind',
	type: 'options',
	options: [
		{ name: 'Any', value: 'any' },
		...mediaKinds.map((kind) => ({ name: kindNames[kind], value: kind })),
	],
	default: 'any',
	description: 'What the files can be sent as',
};

/** Lists the files of the gateway's own library. */
export const getLibrary: Operation = {
	resource: 'media',
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many media',
	description: 'Get the files of the gateway’s own library, with the address that Send Media takes',
	needs: needOfLibrary,
	fields: [returnAll, limit, options(ofKind, timeout)],
	async read(item) {
		const { gateway, connection } = item.session;
		const library = requireNeed(needOfLibrary, gateway);
		const kind = readChoice(item.options[ofKind.name] ?? ofKind.default, ofKind);
		const max = readLimit(item);
		return createTask(null, async () => {
			const found = await library.list(kind === 'any' ? null : (kind as MediaKind), connection);
			return firstOfPage(found, max, 'files', item);
		});
	},
};
