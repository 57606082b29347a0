import type { Gateway } from '../../../nodes/WhatsAppGateway/core/gateway';

export const ben = '+14155550123';
export const chloe = '+447700900456';
/** A person of whom the sandbox knows nothing before Create or Update. */
export const dora = '+491713920777';
/** Of whom it knows nothing before Create Many. */
export const emil = '+491713920778';

/** One run of an operation. */
export interface OperationRun {
	/** Beside resource, operation and empty options. */
	readonly parameters?: Readonly<Record<string, unknown>>;
	/** Where the gateways need different ones. */
	readonly parametersOf?: (gateway: Gateway) => Readonly<Record<string, unknown>>;
	/** The first item that comes out. */
	readonly item: object | ((gateway: Gateway) => object);
	/** The messages that it brings to phones. */
	readonly arrives?: ReadonlyArray<{ readonly phone: string; readonly [field: string]: unknown }>;
}

/** Runs by resource and operation, and where an operation has several, by what tells them apart. */
export type OperationRuns = Readonly<Record<string, OperationRun>>;

/** The item of an operation that has run before, as an expression. */
export const of = (operation: string, field: string, instead = field): string => {
	const item = `$('${operation}').first().json`;
	return `={{ ${item}.${field} ?? ${item}.${instead} }}`;
};

export const typed = (value: string) => ({ __rl: true, mode: 'name', value });
export const picked = (value: string) => ({ __rl: true, mode: 'list', value });
/** Of a list that is read from its beginning. */
export const list = { returnAll: false, limit: 5 };
