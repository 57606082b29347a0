import {
	asFields,
	asObject,
	asText,
	faultOfMetaCode,
	faultOfStatus,
	metaCodeIn,
	retryAfter,
} from '../../core/answer';
import { GatewayError, type FaultDetails, type FaultName } from '../../core/faults';
import type { Answer } from '../../core/gateway';
import { gateway } from './answers';
import { rules } from './rules';

/** How much of Xobito's own words a sentence or a detail holds, in characters. */
const most = 300;

type Fields = Readonly<Record<string, readonly string[]>>;

/** The permission that a sentence of Xobito names; `null` where it names none. */
export function abilityIn(text: string): string | null {
	return /required ability:?\s*["'`]?([\w-]+(?:\.[\w*-]+)*)/i.exec(text)?.[1] ?? null;
}

/** Which refused fields make it more than an invalid request. */
const fieldFaults: ReadonlyArray<readonly [RegExp, FaultName, string]> = [
	[
		/^(?:field_\d+|header_field_\d+|button_\d+|header_(?:image|video|document)_(?:url|file))$/,
		'templateParameters',
		'Xobito did not accept the template’s values',
	],
	[/^media_(?:url|file)$/, 'mediaRejected', 'Xobito did not accept the file'],
];

/** The refused fields with Xobito's reasons for each. */
function faultOfFields(fields: Fields, details: FaultDetails): GatewayError {
	const names = Object.keys(fields);
	const [, fault, happened] = fieldFaults.find(([pattern]) =>
		names.some((name) => pattern.test(name)),
	) ?? [/./, 'invalidRequest', 'Xobito did not accept the request'];
	const reasons = Object.values(fields).flat().join(' ').trim().slice(0, most).replace(/\.$/, '');
	const about = reasons === '' ? names.join(', ').slice(0, most) : reasons;
	return new GatewayError(fault, `${happened}: ${about}.`, details);
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
export function fault(answer: Answer): GatewayError {
	const body = asObject(answer.body);
	const { status } = answer;
	const said = [asText(body['message']) ?? asText(body['error']), asText(body['errors'])];
	const text = said.filter((part) => part !== null).join(': ');
	const fields = asFields(body['errors']);
	const all = `${text} ${Object.values(fields ?? {})
		.flat()
		.join(' ')}`;
	const code = metaCodeIn(all);
	const details = {
		httpStatus: status,
		gatewayCode: text.slice(0, most) || null,
		raw: answer.body,
		...(fields && { fields }),
		...(code !== null && { metaCode: code }),
		...(status === 429 && { retryAfter: retryAfter(answer) }),
	};

	const known = code === null ? undefined : faultOfMetaCode(code, gateway, details);
	if (known !== undefined) return known;
	const ability = abilityIn(text);
	if (ability !== null) {
		return new GatewayError(
			'missingScope',
			`The access token lacks the permission ${ability.slice(0, 100)}.`,
			{
				...details,
				hint: `Give the token the ability ${ability.slice(0, 100)} in Xobito’s dashboard, or create one that has it.`,
			},
		);
	}
	if (isNotOffered(answer, text)) {
		return new GatewayError('unsupported', 'This Xobito workspace does not offer this.', {
			...details,
			hint: 'Check that the Base URL in the credential ends with /api/v1. If it does, this version of Xobito lacks it.',
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
		: faultOfStatus(answer, gateway, details);
}
