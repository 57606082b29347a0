import { guidePage } from '../../host/examples/guidePage';
import { loadExamples } from '../../host/examples/loadExamples';
import type { PublishedExample } from '../../host/examples/publishExamples';
import { listen } from '../../host/server/listen';

const account = { name: 'Qyvo', data: {}, reference: { id: '1', name: 'Qyvo' } };

/** Examples as the start has them, all with these ids. */
const published = (id: string, edited?: string): PublishedExample[] =>
	loadExamples().map((example) => ({
		...example,
		saved: {
			...{ id, name: example.workflow.name, versionId: '1' },
			edited: edited === undefined ? undefined : { id: edited },
		},
		unpublished: undefined,
		address: 'http://127.0.0.1:5678/webhook/1',
		account,
	}));

test('the page learns where the editor is and what to begin with, also if it was edited', async () => {
	const received: unknown[] = [];
	const sandbox = await listen(async (request) => {
		expect(new URL(request.url).pathname).toBe('/_sandbox/guide');
		received.push(await request.json());
		return Response.json({});
	});
	const editor = 'http://127.0.0.1:5678';
	await guidePage(sandbox.url, editor, published('fresh'));
	await guidePage(sandbox.url, editor, published('fresh', 'mine'));
	await guidePage(sandbox.url, editor, []);
	await sandbox.close();
	const first = (id: string) => ({
		editorUrl: editor,
		firstExample: {
			name: 'Order confirmation',
			url: `${editor}/workflow/${id}`,
			hint: expect.stringMatching(/^Open it, log in as the terminal says, and press “Execute/),
		},
	});
	expect(received).toEqual([first('fresh'), first('mine'), { editorUrl: editor }]);
});
