import { type FaultName, faults, type GatewayError } from '../core/faults';

const askOwner = 'Do not try again. Say that this cannot be done now, and why:';

const wait = 'It was tried several times already. Do not try again now: say that it has to wait.';

/** What an agent can do, whatever the fault says to whoever builds the workflow. */
const agentHints: Partial<Record<FaultName, string>> = {
	invalidCredential: `${askOwner} the owner of this workflow must renew the access token.`,
	missingScope: `${askOwner} the owner of this workflow must give the access token another permission.`,
	planLimit: `${askOwner} the plan of the account does not include it.`,
	quotaExceeded: `${askOwner} the quota of the account is used up.`,
	notConfigured: `If you gave an ID, check it. Otherwise: ${askOwner} the owner of this workflow must finish the set-up of the account.`,
	recipientOptedOut: 'Do not write to this person.',
	windowClosed:
		'Do not try this message again. Use a tool that sends an approved template, or say that the person must write first.',
	contentRejected: 'Do not send the same words again.',
	spamLimited: 'Do not try again now.',
	rateLimited: wait,
	temporarilyUnavailable: wait,
};

const correctArguments = 'Correct the arguments as the message says, then call the tool again.';

/** The same, where a fault has no more exact hint than that of all of its name. */
const generalHints: Partial<Record<FaultName, string>> = {
	invalidRequest: correctArguments,
	recipientInvalid: 'Write the number with + and its country prefix, as in +491711234567.',
	templateNotFound:
		'Check the spelling of its name and its language, or look them up with a tool that lists the templates.',
	templateNotApproved: 'Do not try this template again now. Use one that is approved.',
	templatePaused: 'Use another template.',
	notDelivered: 'Use a tool that sends an approved template, or say that it did not arrive.',
	conflict: 'Do not send it again.',
	pairRateLimited: 'Do not write to this person again for a minute.',
	unexpectedAnswer: `${askOwner} the gateway’s answer cannot be read.`,
};

/** What to do where a message may have arrived. */
const unknownHint =
	'The message may have arrived: do not send it again. Say that it is not known whether it arrived.';

/** What to do where anything else may have been done. */
const unknownChangeHint =
	'It may have been done: do not do it again. Say that it is not known whether it was.';

/** What to do where a text went out in parts, and not all of them. */
const partsHint =
	'Some parts have arrived: do not send the whole text again. Send what is missing, if anything.';

/** Words of the form, and of where the account is looked after: an agent has neither. */
const ownersWords = /credential|dashboard|WhatsApp Manager|\bnode\b|\beditor\b/;

/** Where a value is missing or cannot be read, what gives it is the agent's argument: no item, and no field to map. */
const ofAnArgument =
	/the expression in the field|if it holds an expression|leave out items|^Map the /;

/** A hint to whoever builds the workflow, as an agent can take it. */
function toAgentHint({ fault, hint }: GatewayError): string {
	if (ofAnArgument.test(hint)) return correctArguments;
	const called = hint.replace(/run the node(?= again)/, 'call the tool');
	if (!ownersWords.test(called)) return called;
	const before = fault === 'unsupported' ? 'Do not try this again: it cannot be done here. ' : '';
	return `${before}For the owner of this workflow: ${called}`;
}

/**
 * What a model can do about a fault.
 *
 * @param sends whether the tool sends a message
 */
export function hintForAgent(error: GatewayError, sends: boolean): string {
	const { fault, sent, hint, details } = error;
	if (details.parts !== undefined) return partsHint;
	if (sent === 'unknown') return sends ? unknownHint : unknownChangeHint;
	const general = hint === faults[fault].hint ? generalHints[fault] : undefined;
	return agentHints[fault] ?? general ?? toAgentHint(error);
}
