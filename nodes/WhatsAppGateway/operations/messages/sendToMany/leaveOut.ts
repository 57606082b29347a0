import { GatewayError } from '../../../core/faults';
import { nothingHint } from '../../../core/foundNothing';
import { givenList } from '../../../core/givenJson';
import { rethrow } from '../../../core/rethrow';
import { readChoice, readSwitch } from '../../../n8n/readOption';
import { readPhone, readUserId } from '../../../whatsapp/phone';
import { isQuietFor, type QuietHours, readClockTime } from '../../../whatsapp/quietHours';
import { personKey } from '../../../whatsapp/samePerson';
import { entriesOf } from '../../fields/listEntries';
import { fieldText } from '../../fields/readText';
import type { Item } from '../../operation';
import { hasOptedOut, optOutList, quietFrom, quietUntil, unknownTimeZone } from './fields';

/** When nobody is written to. */
export interface QuietRule extends QuietHours {
	/** Whether people of an unknown country are left for later. */
	readonly isStrict: boolean;
}

/**
 * The quiet hours of the options; `null` for none.
 *
 * @throws GatewayError `invalidRequest` for what is no time of day
 */
export function readQuietRule({ options }: Pick<Item, 'options'>): QuietRule | null {
	if (!Object.hasOwn(options, quietFrom.name) && !Object.hasOwn(options, quietUntil.name))
		return null;
	const [from, until] = [quietFrom, quietUntil].map(({ name, displayName, default: usual }) =>
		readClockTime(fieldText(options[name], displayName) || String(usual), displayName),
	) as [number, number];
	const isStrict = readChoice(options[unknownTimeZone.name], unknownTimeZone) === 'later';
	return { from, until, isStrict };
}

/** Why a person is left for later at this moment; `null` where nothing stands against it. */
export function quietReason(to: string, rule: QuietRule | null): string | null {
	if (rule === null) return null;
	const isQuiet = isQuietFor(to, rule, Date.now());
	if (isQuiet === true) return 'It is in quiet hours in the person’s country.';
	return isQuiet === 'unknown' && rule.isStrict
		? 'The country of the number is not known, and so neither the time there.'
		: null;
}

const optOutHint =
	'Correct the entry or take it off the list: as it is, nobody would be left out by it.';

/** An entry of the list in E.164. Throws `recipientInvalid`. */
function readOptOut(entry: unknown, defaultCountry: string, field: string): string {
	try {
		return readPhone(entry, defaultCountry, field).e164;
	} catch (error) {
		const message = `${field}: ${(error as Error).message}`;
		return rethrow(new GatewayError('recipientInvalid', message, { hint: optOutHint }));
	}
}

/** Whether an expression names what is not there, such as a column of another name; an empty list is a list. */
function givesNothing(value: unknown): boolean {
	const list = givenList(value);
	if (list !== null) return list.length > 0 && list.every(givesNothing);
	return value === undefined || value === null;
}

/**
 * The people of the opt-out list, by {@link personKey}.
 *
 * @throws GatewayError `recipientInvalid` for an entry that cannot be read, and `invalidRequest` for an
 *   expression that gives nothing: they would leave nobody out
 */
export function readOptOuts({ parameter, session }: Item): ReadonlySet<string> {
	const { name, displayName } = optOutList;
	const { defaultCountry } = session.connection.account;
	const given = parameter(name, '');
	if (givesNothing(given)) {
		throw new GatewayError(
			'invalidRequest',
			`The field ${displayName} has an expression that gives nothing, so nobody would be left out.`,
			{ hint: `${nothingHint} If nobody has opted out, let it give an empty list: [].` },
		);
	}
	return new Set(
		entriesOf(given).map((entry) =>
			personKey(readUserId(entry) ?? readOptOut(entry, defaultCountry, displayName)),
		),
	);
}

/** Whether the person of an item has opted out, by the item's own field. Throws `invalidRequest`. */
export function readHasOptedOut({ options }: Item): boolean {
	return readSwitch(options[hasOptedOut.name], hasOptedOut);
}
