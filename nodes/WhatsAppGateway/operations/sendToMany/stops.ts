import { GatewayError, type FaultName } from '../../core/faults';
import type { Item } from '../operation';

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

/** Tells whether a fault of one person would be that of all who follow. */
export class StopRule {
	private inARow = 0;

	private hasOneTemplate({ expression }: Item): boolean {
		return !['template.value', 'language'].some((name) => expression(name).startsWith('='));
	}

	/** Whether a fault that comes before anything is sent is that of all people. */
	isOfAll(error: unknown, item: Item): boolean {
		if (!(error instanceof GatewayError)) return false;
		return ofAccount.has(error.fault) || (ofTemplate.has(error.fault) && this.hasOneTemplate(item));
	}

	/** The same for a message that was on its way. */
	stopsAt(error: unknown, item: Item): boolean {
		const isOfGateway =
			error instanceof GatewayError &&
			error.details.isEarlier !== true &&
			ofGateway.has(error.fault);
		this.inARow = isOfGateway ? this.inARow + 1 : 0;
		return this.inARow >= maxInARow || this.isOfAll(error, item);
	}

	/** A message was accepted. */
	goesOn(): void {
		this.inARow = 0;
	}
}
