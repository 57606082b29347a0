/** How the REST interfaces of n8n's releases differ. */
export interface Dialect {
	/** What a new workflow must say besides its nodes. */
	readonly newWorkflow: Readonly<Record<string, unknown>>;
	/** Whether publishing goes on after the answer, and has a status to look at. */
	readonly publishesLater: boolean;
	/** Whether a manual run sends the workflow along. */
	readonly runsSentWorkflow: boolean;
	/** Whether a credential that is not saved yet can be tested. */
	readonly testsUnsaved: boolean;
}

/** From this release on, and until the next one in the list. */
const dialects: ReadonlyArray<{ readonly from: readonly [number, number]; readonly is: Dialect }> =
	[
		{
			from: [0, 0],
			is: {
				newWorkflow: { active: false },
				...{ publishesLater: false, runsSentWorkflow: true, testsUnsaved: false },
			},
		},
		{
			from: [2, 0],
			is: {
				newWorkflow: {},
				...{ publishesLater: false, runsSentWorkflow: true, testsUnsaved: false },
			},
		},
		{
			from: [2, 41],
			is: {
				newWorkflow: {},
				...{ publishesLater: true, runsSentWorkflow: false, testsUnsaved: true },
			},
		},
	];

/** The dialect of a version such as `2.8.4`; that of the newest for one that cannot be read. */
export function dialectOf(version: string): Dialect {
	const [major = 0, minor = 0] = (/^(\d+)\.(\d+)/.exec(version) ?? [0, 99, 0]).slice(1).map(Number);
	const isReached = ({ from: [a, b] }: (typeof dialects)[number]) =>
		major > a || (major === a && minor >= b);
	const [first, ...later] = dialects;
	if (first === undefined) throw new Error('No release of n8n is known.');
	return (later.filter(isReached).at(-1) ?? first).is;
}
