import { GatewayError } from '../../../core/faults';
import { checkFound } from '../../../core/foundNothing';
import { asObject } from '../../../core/narrow';
import { readSwitch } from '../../../n8n/readOption';
import { allowedRecipients, whoMayBeWrittenTo } from '../../fields/allowedRecipients';
import { entriesOf } from '../../fields/listEntries';
import { fieldText, requireText } from '../../fields/readText';
import { previewOnly } from '../../fields/sendOptions';
import type { Item } from '../../operation';
import { readWhoMay } from '../../recipients/allowedRecipients';
import { readBareTemplate } from '../../templates/content';
import { broadcastName, contactIds, variables } from './fields';

/** What one item says of a broadcast. */
export interface BroadcastItem {
	readonly name: string;
	readonly templateId: string;
	readonly template: string;
	readonly language: string | null;
	readonly variables: Readonly<Record<string, unknown>>;
	/** As they are given, each any number of times. */
	readonly contactIds: readonly string[];
	readonly isPreview: boolean;
}

/** Contact IDs that a refusal repeats, in characters. */
const maxQuoted = 40;

/** Refuses a broadcast of a node that may not write to everybody. Throws `invalidRequest`, `recipientInvalid`. */
function checkUnrestricted(item: Item): void {
	if (readWhoMay(item) === 'anyone') return;
	const { displayName } = whoMayBeWrittenTo;
	throw new GatewayError(
		'invalidRequest',
		`The option ${displayName} is set, and nobody can check who is behind the IDs of a broadcast’s contacts.`,
		{
			hint: item.isAgentTool
				? 'Use the tool that sends messages.'
				: `Use Send to Many, which keeps to it, or remove the options ${displayName} and ${allowedRecipients.displayName}.`,
		},
	);
}

/** Throws `invalidRequest` for a value that an expression did not find: everybody would read it. */
function checkVariable([key, value]: readonly [string, unknown]): void {
	if (typeof value === 'object' && value !== null) return;
	checkFound(String(value), `${variables.field.displayName}: ${key}`);
}

function readVariables(item: Item): Readonly<Record<string, unknown>> {
	const value = variables.read(item) ?? {};
	if (asObject(value) === value) {
		Object.entries(value).forEach(checkVariable);
		return asObject(value);
	}
	throw new GatewayError(
		'invalidRequest',
		`The field ${variables.field.displayName} has no JSON object.`,
		{ hint: 'Enter an object such as {"1": "Anna"}.' },
	);
}

/** Throws `invalidRequest` for none, `recipientInvalid` for what is no ID. */
function readContactIds(item: Item, isContactId: (text: string) => boolean): string[] {
	const { name, displayName } = contactIds;
	const ids = entriesOf(item.parameter(name, '')).map((entry) => fieldText(entry, displayName));
	const hint =
		'Map the id from the output of Contact: Get or Get Many. Send to Many takes phone numbers.';
	if (ids.length === 0) {
		throw new GatewayError('invalidRequest', `The field ${displayName} is empty.`, { hint });
	}
	const wrong = ids.find((id) => !isContactId(id));
	if (wrong === undefined) return ids;
	const shown = wrong.length > maxQuoted ? `${wrong.slice(0, maxQuoted)}…` : wrong;
	throw new GatewayError(
		'recipientInvalid',
		`“${shown}” is not the ID of a contact at ${item.session.gateway.name}.`,
		{ hint },
	);
}

/**
 * Reads an item and checks all that can be checked before the request.
 *
 * @throws GatewayError for what cannot be sent
 */
export async function readBroadcastItem(
	item: Item,
	isContactId: (text: string) => boolean,
): Promise<BroadcastItem> {
	checkUnrestricted(item);
	const hint = 'Give the broadcast a name, by which you find it at the gateway.';
	const name = requireText(item, broadcastName.name, broadcastName.displayName, hint);
	const ids = readContactIds(item, isContactId);
	const values = readVariables(item);
	const template = await readBareTemplate(item);
	return {
		name,
		templateId: template.id,
		template: template.name,
		language: template.language,
		variables: values,
		contactIds: ids,
		isPreview: readSwitch(item.options[previewOnly.name], previewOnly),
	};
}
