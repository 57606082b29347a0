import { type FaultDetails, GatewayError } from '../../core/faults';
import { asObject, asText } from '../../core/narrow';
import type { GatewayFaults } from '../../core/gateway';
import type { Answer } from '../../core/request';
import { readFieldErrors } from '../../gatewayKit/laravel';
import { readRetryAfter } from '../../gatewayKit/retryAfter';
import { statusFault } from '../../gatewayKit/statusFault';
import { metaFault, findMetaCode } from '../../whatsapp/metaErrors';
import { gateway } from './answers';
import { allRules, fieldRules, lacksAbility, notOffered, rules } from './rules';

/** How much of Xobito's own words a sentence or a detail holds, in characters. */
const most = 300;

type Fields = Readonly<Record<string, readonly string[]>>;

/** The permission that a sentence of Xobito names; `null` where it names none. */
export function abilityIn(text: string): string | null {
	return /required ability:?\s*["'`]?([\w-]+(?:\.[\w*-]+)*)/i.exec(text)?.[1] ?? null;
}

/** The refused fields with Xobito's reasons for each. */
function faultOfFields(fields: Fields, details: FaultDetails): GatewayError {
	const names = Object.keys(fields);
	const { fault, message } =
		fieldRules.find(({ text }) => names.some((name) => text.test(`errors.${name}`))) ??
		fieldRules[2];
	const reasons = Object.values(fields).flat().join(' ').trim().slice(0, most).replace(/\.$/, '');
	const about = reasons === '' ? names.join(', ').slice(0, most) : reasons;
	return new GatewayError(fault, `${message.slice(0, -1)}: ${about}.`, details);
}

/**
 * Whether the path is not there at all, as in version 3 of the platform for some: Laravel's own 404 has
 * no `status`, while what Xobito itself did not find has.
 */
function isNotOffered({ status, isJson, body }: Answer, text: string): boolean {
	if (!isJson || (status !== 404 && status !== 405)) return false;
	return (
		status === 405 ||
		asObject(body)['status'] !== 'error' ||
		/\b(?:route|endpoint)\b.*\bnot\b/i.test(text)
	);
}

/**
 * Xobito's shapes: `{status: 'error', message, errors}`, whose `errors` are refused fields or a text,
 * and a bare `{message}` with `retry_after` or from Laravel itself.
 * Source: https://documents.xobito.com/developers/rate-limits
 */
function read(answer: Answer): GatewayError {
	const body = asObject(answer.body);
	const { status } = answer;
	const said = [asText(body['message']) ?? asText(body['error']), asText(body['errors'])];
	const text = said.filter((part) => part !== null).join(': ');
	const fields = readFieldErrors(body['errors']);
	const all = `${text} ${Object.values(fields ?? {})
		.flat()
		.join(' ')}`;
	const code = findMetaCode(all);
	const details = {
		httpStatus: status,
		gatewayCode: text.slice(0, most) || null,
		raw: answer.body,
		...(fields && { fields }),
		...(code !== null && { metaCode: code }),
		...(status === 429 && { retryAfter: readRetryAfter(answer) }),
	};

	const known = code === null ? undefined : metaFault(code, gateway, details);
	if (known !== undefined) return known;
	const ability = abilityIn(text);
	if (ability !== null) {
		return new GatewayError(
			lacksAbility.fault,
			`The access token lacks the permission ${ability.slice(0, 100)}.`,
			{
				...details,
				hint: lacksAbility.hint,
			},
		);
	}
	if (isNotOffered(answer, text)) {
		return new GatewayError(notOffered.fault, notOffered.message, {
			...details,
			hint: notOffered.hint,
		});
	}
	const rule = rules.find(
		(row) => (row.status === undefined || row.status === status) && row.text.test(all),
	);
	if (rule !== undefined) {
		return new GatewayError(rule.fault, rule.message, {
			...details,
			...(rule.hint !== undefined && { hint: rule.hint }),
		});
	}
	return fields !== undefined && status >= 400 && status < 500
		? faultOfFields(fields, details)
		: statusFault(answer, gateway, details);
}

/** The codes and texts of the gateway, and how they are read. */
export const faults: GatewayFaults = { rules: allRules, read };
