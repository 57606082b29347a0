import { GatewayError } from '../../core/faults';
import { groupIdOf, isGroup, isUserId } from '../../core/recipient';
import { readGroup, readPhone, readUserId } from '../../whatsapp/phone';
import { isSamePerson } from '../../whatsapp/samePerson';
import { allowedRecipients, whoMayBeWrittenTo } from '../fields/allowedRecipients';
import { entriesOf } from '../fields/listEntries';
import type { Item } from '../operation';

/** What is not allowed, for a refusal. */
export interface Purpose {
	/** “write to”. */
	readonly verb: string;
	/** The labels of the field that names the person, of the choice and of the list. */
	readonly field: string;
	readonly choice: string;
	readonly list: string;
}

const writing: Purpose = {
	verb: 'write to',
	field: 'To',
	choice: whoMayBeWrittenTo.displayName,
	list: allowedRecipients.displayName,
};

const choices = ['anyone', 'starter', 'list'] as const;

type Choice = (typeof choices)[number];

function refuse(message: string, hint: string): never {
	throw new GatewayError('recipientInvalid', message, { hint });
}

/** What an expression reads that an agent's own words may be in: n8n mixes them into the item. */
const agentWords = /\$(?:fromAI|json|input|binary|data|item|parameter|tool|thisItem|\()|\$\[/i;

/** Values that our own triggers put out are not the agent's. */
const ofOtherNode = /\$\(\s*(['"`])(?:(?!\1).)+\1\s*\)/g;

/** Refuses a rule that the agent could set itself. */
function checkRuleIsOwners({ isAgentTool, expression }: Item, { choice, list }: Purpose): void {
	if (!isAgentTool) return;
	const rules = [
		[whoMayBeWrittenTo.name, choice],
		[allowedRecipients.name, list],
	] as const;
	for (const [name, label] of rules) {
		const stored = expression(`options.${name}`);
		if (!stored.startsWith('=') || !agentWords.test(stored.replace(ofOtherNode, ''))) continue;
		refuse(
			`The option ${label} reads what the agent says, so that it would allow anyone.`,
			`Write the people into it, name the node that has them, as in {{ $('Trigger').first().json.from }}, or choose Only the Person Who Started This Run.`,
		);
	}
}

/**
 * Which people are allowed. A list counts without the choice, as in a workflow that was written by hand, and a
 * choice that cannot be read allows nobody.
 */
function readChoice({ options }: Item, purpose: Purpose): Choice {
	const { name } = whoMayBeWrittenTo;
	const choice = Object.hasOwn(options, name)
		? choices.find((one) => one === options[name])
		: 'anyone';
	if (choice === undefined) {
		refuse(`The option ${purpose.choice} has no choice.`, 'Select one in the list.');
	}
	return choice === 'anyone' && Object.hasOwn(options, allowedRecipients.name) ? 'list' : choice;
}

/** Which people may be written to. Throws `recipientInvalid` for a choice that cannot be read. */
export function readWhoMay(item: Item): Choice {
	return readChoice(item, writing);
}

function readList({ options, session }: Item, { list }: Purpose): string[] {
	const { defaultCountry } = session.connection.account;
	const entries = entriesOf(options[allowedRecipients.name]);
	if (entries.length === 0) {
		refuse(
			`The option ${list} is empty, so nobody is allowed.`,
			'Enter who is; if it holds an expression, look at what it gives for this item.',
		);
	}
	return entries.map(
		(entry) => readUserId(entry) ?? readGroup(entry) ?? readPhone(entry, defaultCountry, list).e164,
	);
}

function hintFor(item: Item, isStarter: boolean, { field, choice }: Purpose): string {
	if (!item.isAgentTool) return `Correct ${field}, or change the option ${choice}.`;
	return isStarter
		? 'Only the person whom this conversation is with is allowed. Do not try other numbers.'
		: 'Do not try other numbers. Say that this person is not among those who are allowed.';
}

/** A recipient in a sentence. */
function shownAs(recipient: string): string {
	if (isUserId(recipient)) return `the user ID ${recipient}`;
	return isGroup(recipient) ? `the group ${groupIdOf(recipient)}` : recipient;
}

/**
 * Refuses a person whom this node may not write to, or a group: it is nobody who starts a run, so that only a
 * list can allow it.
 *
 * @param person E.164, a user id, or a group
 * @throws GatewayError `recipientInvalid`
 */
export function checkAllowed(person: string, item: Item, purpose: Purpose = writing): void {
	checkRuleIsOwners(item, purpose);
	const choice = readChoice(item, purpose);
	if (choice === 'anyone') return;
	const isStarter = choice === 'starter';
	const allowed = isStarter ? item.startedBy() : readList(item, purpose);
	if (allowed.length === 0) {
		refuse(
			'This run was not started by a person’s message, so nobody is allowed.',
			`Choose Only ${purpose.list}, or start the workflow with the WhatsApp Gateway Trigger.`,
		);
	}
	checkNamedByNumber(item);
	if (allowed.some((one) => isSamePerson(one, person))) return;
	// Never names who is allowed: an agent would pass it on.
	const people = isStarter ? 'the person who started this run' : `the people in ${purpose.list}`;
	refuse(
		`This node may ${purpose.verb} ${people} only, and ${shownAs(person)} is not among them.`,
		hintFor(item, isStarter, purpose),
	);
}

/** Refuses an option by which the gateway itself finds the person, as it may find somebody else. */
function checkNamedByNumber({ options, session: { gateway } }: Item): void {
	const { fields = [], identifiedBy } = gateway.recipientOptions ?? {};
	const option = fields.find(({ name }) => name === identifiedBy);
	if (option === undefined || (options[option.name] ?? '') === '') return;
	refuse(
		`With ${option.displayName}, ${gateway.name} finds the person itself, so that it cannot be checked who is allowed.`,
		`Remove the option ${option.displayName}.`,
	);
}
