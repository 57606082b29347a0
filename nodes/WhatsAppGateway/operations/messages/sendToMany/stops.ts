import { GatewayError, type FaultName } from '../../../core/faults';
import { toFault } from '../../../n8n/faultItem';
import type { Session } from '../../../session/session';
import type { Item } from '../../operation';

/** Faults of the account: the next person would meet them as well. */
const ofAccount: ReadonlySet<FaultName> = new Set<FaultName>([
	'invalidCredential',
	'missingScope',
	'notConfigured',
	'planLimit',
	'quotaExceeded',
	'spamLimited',
]);

/** Faults of the template, which all people share where no expression chooses it. */
const ofTemplate: ReadonlySet<FaultName> = new Set<FaultName>([
	'templateNotApproved',
	'templateNotFound',
	'templatePaused',
]);

/** Faults of a gateway that does not answer as it should: one alone says nothing of the next person. */
const ofGateway: ReadonlySet<FaultName> = new Set<FaultName>([
	'rateLimited',
	'temporarilyUnavailable',
	'unexpectedAnswer',
	'unknownOutcome',
]);

/** So many people in a row who met faults of the gateway are enough. */
const maxInARow = 5;

/** What is known of an account while its people are served. */
interface AccountState {
	readonly name: string;
	inARow: number;
	/** Why none of its people is tried any more; `null` while it goes on. */
	stop: GatewayError | null;
}

/** The fields of the credential that name the sender, with their labels: ` (Phone Number ID 1065)`. */
function senderOf({ gateway, connection }: Session): string {
	const { fields, settingFields = [] } = gateway;
	const named = fields
		.filter(({ name }) => !settingFields.includes(name))
		.map(({ name, displayName }) => [displayName, (connection.account[name] ?? '').trim()])
		.filter(([, value]) => value !== '');
	return named.length === 0 ? '' : ` (${named.map((pair) => pair.join(' ')).join(', ')})`;
}

function hasOneTemplate({ expression }: Item): boolean {
	return !['template.value', 'language'].some((name) => expression(name).startsWith('='));
}

/** Whether a fault of one person is that of all people of the account. */
function isOfAll(error: unknown, item: Item): error is GatewayError {
	if (!(error instanceof GatewayError)) return false;
	return ofAccount.has(error.fault) || (ofTemplate.has(error.fault) && hasOneTemplate(item));
}

/**
 * Decides whose people are tried no more: a credential with expressions has several accounts, and what one
 * of them is refused says nothing of the others.
 */
export class Stops {
	private readonly accounts = new Map<string, AccountState>();
	/** The faults of accounts, with which reading a person ended. */
	private readonly refusals = new WeakSet<GatewayError>();
	/** Of the items that name no account that can be opened. */
	private readonly unopened: string[] = [];

	/** The account of an item, of whose people this is the first one or another. */
	private of({ session, index }: Item): AccountState {
		const known = this.accounts.get(session.accountKey);
		if (known !== undefined) return known;
		const name = `${session.gateway.name}, the account of item ${index}${senderOf(session)}`;
		const state = { name, inARow: 0, stop: null };
		this.accounts.set(session.accountKey, state);
		return state;
	}

	/** Notes the account of a person who is read. */
	meet(item: Item): void {
		this.of(item);
	}

	/** Whether a fault that comes before anything is sent is that of all people of the account. */
	refuses(error: unknown, item: Item): boolean {
		if (!isOfAll(error, item)) return false;
		this.refusals.add(error);
		this.of(item).stop ??= error;
		return true;
	}

	/** Whether a fault with which reading ended is that of an account. */
	isOfAccount(error: unknown): boolean {
		return error instanceof GatewayError && this.refusals.has(error);
	}

	/** Notes an item whose account could not be opened. */
	cannotOpen(item: number, error: unknown): void {
		const { message, hint } = toFault(error);
		this.unopened.push(`The account of item ${item}: ${message} ${hint}`);
	}

	/** Whether a fault on the way is that of all people of the account, who then are tried no more. */
	stopsAt(error: unknown, item: Item): boolean {
		const state = this.of(item);
		const isOfGateway =
			error instanceof GatewayError &&
			error.details.isEarlier !== true &&
			ofGateway.has(error.fault);
		state.inARow = isOfGateway ? state.inARow + 1 : 0;
		if (state.inARow < maxInARow && !isOfAll(error, item)) return false;
		state.stop ??= toFault(error);
		return true;
	}

	/** A message was accepted. */
	goesOn(item: Item): void {
		this.of(item).inARow = 0;
	}

	isStopped(item: Item): boolean {
		return this.of(item).stop !== null;
	}

	/** Whether any account may still be used. */
	get hasOther(): boolean {
		return [...this.accounts.values()].some(({ stop }) => stop === null);
	}

	/** Which of several accounts were stopped and why, a line each; `null` where there is one, or none was stopped. */
	describe(): string | null {
		if (this.accounts.size + this.unopened.length < 2) return null;
		const lines = [...this.accounts.values()].flatMap(({ name, stop }) =>
			stop === null ? [] : [`${name}: ${stop.message} ${stop.hint}`],
		);
		const all = [...lines, ...this.unopened];
		return all.length === 0 ? null : all.join('\n');
	}
}
