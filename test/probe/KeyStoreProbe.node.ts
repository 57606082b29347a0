import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import type * as KeyLock from '../../nodes/WhatsAppGateway/n8n/keyLock';
import type * as KeyRows from '../../nodes/WhatsAppGateway/n8n/keyRows';
import type * as KeyStore from '../../nodes/WhatsAppGateway/n8n/keyStore';

/** What one run of the probe does, as the body of a webhook. */
export interface ProbeRequest {
	readonly action:
		'add' | 'change' | 'find' | 'remove' | 'clear' | 'abandonLock' | 'contend' | 'hasSeparateRows';
	readonly keys?: readonly string[];
	/** The set; the node's main one if not given. */
	readonly name?: string;
	/** True if not given. */
	readonly isShared?: boolean;
	/** Is asked before the action, which waits for the answer. */
	readonly gate?: string;
	/** Is asked inside of a change, after the first half of the keys was added. */
	readonly hold?: string;
	/** Is called when a change begins and before it ends. */
	readonly watch?: string;
	/** How many of n8n's calls fail before one reaches the database. */
	readonly failures?: number;
	/** The same for those that remove keys. */
	readonly removeFailures?: number;
	/** As in an n8n that ignores another node id. */
	readonly isChangedN8n?: boolean;
}

/** What it answers. */
export interface ProbeAnswer {
	/** The process that ran it. */
	readonly pid: number;
	/** The keys that were not in the set; those that were, for `find`. */
	readonly added: readonly string[];
	readonly hasSeparateRows?: boolean;
}

/** What it posts to the test when it has ended. */
export interface ProbeReport {
	readonly run: number;
	readonly answer?: ProbeAnswer;
	/** Why there is no answer. */
	readonly fault?: string;
}

interface Modules {
	readonly lock: typeof KeyLock;
	readonly rows: typeof KeyRows;
	readonly store: typeof KeyStore;
}

const folder = './store/n8n';

/** The files of the package's store of keys, compiled one by one. */
const load = (): Modules => ({
	// eslint-disable-next-line @typescript-eslint/no-require-imports
	lock: require(`${folder}/keyLock.js`),
	// eslint-disable-next-line @typescript-eslint/no-require-imports
	rows: require(`${folder}/keyRows.js`),
	// eslint-disable-next-line @typescript-eslint/no-require-imports
	store: require(`${folder}/keyStore.js`),
});

const modules = load();

/** Copies of their own: what they have learned about n8n holds for a changed n8n only. */
function loadCopies(): Modules {
	const files = ['keyRows', 'keyLock', 'keyStore'].map((name) =>
		require.resolve(`${folder}/${name}.js`),
	);
	const originals = files.map((file) => [file, require.cache[file]] as const);
	for (const file of files) delete require.cache[file];
	const copies = load();
	for (const [file, original] of originals) require.cache[file] = original;
	return copies;
}
const modulesOfChangedN8n = loadCopies();

/** The run's context with the faults of a request. */
function contextOf(run: IExecuteFunctions, request: ProbeRequest): KeyRows.KeyContext {
	let { failures = 0, removeFailures = 0 } = request;
	const helpers: IExecuteFunctions['helpers'] = {
		...run.helpers,
		async checkProcessedAndRecord(...args) {
			if (failures-- > 0) throw new Error('The database is locked.');
			return await run.helpers.checkProcessedAndRecord(...args);
		},
		async removeProcessed(...args) {
			if (removeFailures-- > 0) throw new Error('The database is locked.');
			await run.helpers.removeProcessed(...args);
		},
	};
	return {
		helpers,
		getExecuteData() {
			const data = run.getExecuteData();
			return request.isChangedN8n ? { ...data, node: { ...data.node } } : data;
		},
		getNode: () => run.getNode(),
		getWorkflow: () => run.getWorkflow(),
	};
}

async function post(run: IExecuteFunctions, url: string, body: IDataObject): Promise<void> {
	await run.helpers.httpRequest({ method: 'POST', url, body, json: true, timeout: 120_000 });
}

async function perform(run: IExecuteFunctions, request: ProbeRequest): Promise<ProbeAnswer> {
	const { action, keys = [], name = '', isShared = true, gate, hold, watch } = request;
	const { lock, rows, store } = request.isChangedN8n ? modulesOfChangedN8n : modules;
	const context = contextOf(run, request);
	const keyStore = store.openKeyStore(context, { name, maxKeys: 10_000, isShared });
	const ask = async (url?: string, more: IDataObject = {}) =>
		url === undefined ? undefined : await post(run, url, { pid: process.pid, ...more });
	const answer = (added: Iterable<string> = []) => ({ pid: process.pid, added: [...added] });

	await ask(gate);
	switch (action) {
		case 'add':
			return answer(await keyStore.add(keys));
		case 'change':
			return await keyStore.change(async (row) => {
				await ask(watch, { event: 'begin' });
				const half = Math.ceil(keys.length / 2);
				const first = await row.add(keys.slice(0, half));
				await ask(hold);
				const second = half < keys.length ? await row.add(keys.slice(half)) : [];
				await ask(watch, { event: 'end' });
				return answer([...first, ...second]);
			});
		case 'find':
			return answer(await keyStore.change(async (row) => await row.find(keys)));
		case 'remove':
			await keyStore.change(async (row) => await row.remove(keys));
			return answer();
		case 'clear':
			await keyStore.change(async (row) => await row.clear());
			return answer();
		case 'abandonLock':
			return answer(await rows.keyRow(context, `lock:${name}`, 100).add(['held', ...keys]));
		case 'contend': {
			// Without the queue of the process: each run contends as if it had a process of its own.
			const row = rows.keyRow(context, `lock:${name}`, 100);
			await lock.whileLocked(row, async () => {
				await ask(watch, { event: 'begin' });
				await ask(watch, { event: 'end' });
			});
			return answer();
		}
		case 'hasSeparateRows':
			// The modules ask n8n once, so new copies.
			return { ...answer(), hasSeparateRows: await loadCopies().rows.hasSeparateRows(context) };
	}
}

/** Uses the package's store of keys from a run, which alone can reach it. */
export class KeyStoreProbe implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Key Store Probe',
		name: 'keyStoreProbe',
		group: ['transform'],
		version: 1,
		description: 'Uses the store of keys as the posted body says',
		defaults: { name: 'Key Store Probe' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const body = this.getInputData()[0]?.json['body'] as IDataObject;
		const { run, reportTo } = body;
		const report = await perform(this, body as unknown as ProbeRequest).then(
			(answer) => ({ run, answer }),
			(reason: unknown) => ({ run, fault: String(reason) }),
		);
		await post(this, String(reportTo), report as IDataObject);
		return [[{ json: report as IDataObject }]];
	}
}
