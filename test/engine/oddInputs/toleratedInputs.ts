/** A cell that is as it should be, and why. */
interface Tolerated {
	readonly gateway?: string;
	/** The beginning of the run's name. */
	readonly run: string;
	readonly field?: RegExp;
	/** The names of the odd values; absent for all. */
	readonly values?: readonly string[];
	/** What is found. */
	readonly found: RegExp;
	readonly because: string;
}

const tolerated: readonly Tolerated[] = [
	{
		...{ run: 'account:rawRequest', field: /^path$/, values: ['a path and a query'] },
		...{ found: /another path/, because: 'the path is the user’s own' },
	},
	{
		...{ run: 'phoneNumber:check', field: /^phoneNumber$/, found: /goes on without/ },
		because: 'its answer says that the number is not valid, and why',
	},
	{
		...{ run: 'phoneNumber:check', field: /^options/, found: /did nothing/ },
		because: 'an empty switch is off, and the answer has no check by the gateway',
	},
	{
		...{ run: 'oneTimePassword:verifyCode', field: /^code$/, found: /2 requests that change/ },
		because: 'a number may lack its zeros, with which it is tried as well',
	},
	{
		...{ run: 'message:sendToMany', field: /^optOutList$/ },
		...{ values: ['an empty text', 'spaces', 'an empty list'], found: /requests that change/ },
		because: 'nobody has opted out yet; what an expression did not find is refused',
	},
];

/** Whether what is found in a cell is as it should be. */
export function isTolerated(
	gateway: string,
	{ run, field, value }: { readonly run: string; readonly field: string; readonly value: string },
	found: string,
): boolean {
	return tolerated.some(
		(one) =>
			(one.gateway === undefined || one.gateway === gateway) &&
			run.startsWith(one.run) &&
			(one.field?.test(field) ?? true) &&
			(one.values?.includes(value) ?? true) &&
			one.found.test(found),
	);
}
