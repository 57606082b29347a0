import { z } from 'zod/v4';

import type { Dialect } from '../gatewayKit/dialect';
import { allDialects } from '../gateways';
import { toE164 } from '../state/phone';

/** The id of one of these gateways; they are found when a request comes. */
function gatewayAmong(isMeant: (dialect: Dialect) => boolean, remark: string) {
	return z.lazy(() => {
		const ids = allDialects()
			.filter(isMeant)
			.map(({ id }) => id);
		return z.enum(ids, `one of ${ids.join(', ')}${remark}.`);
	});
}

/** A gateway's id. */
export const gatewayField = gatewayAmong(() => true, '');

/** The id of a gateway that has webhooks. */
export const webhookGatewayField = gatewayAmong(
	({ webhook }) => webhook !== undefined,
	'; the others have no webhooks',
);

/** The id of a gateway that has webhooks, or forwards Meta's. */
export const deliveringGatewayField = gatewayAmong(
	({ webhook, resend }) => webhook !== undefined || resend !== undefined,
	'; the others have no webhooks',
);

/** Why a gateway that delivers has no such address; `undefined` if it has. */
export function deliveryRefusal(gateway: string, resend: boolean): string | undefined {
	const dialects = allDialects().filter((dialect) => dialect[resend ? 'resend' : 'webhook']);
	if (dialects.some(({ id }) => id === gateway)) return undefined;
	const ids = dialects.map(({ id }) => id).join(', ');
	return resend
		? `only ${ids} forward Meta’s own payload.`
		: `one of ${ids}; the others have no webhooks.`;
}

const aPhone = 'a number such as +491713920012.';

/** A person's number, in E.164 afterwards. */
export const phoneField = z.string(aPhone).transform((value, context) => {
	const phone = toE164(value);
	if (phone !== undefined) return phone;
	context.addIssue(aPhone);
	return z.NEVER;
});

/** A whole number. */
export function wholeNumber(min: number, max: number) {
	const what = `a whole number from ${min} to ${max}.`;
	return z.int(what).min(min, what).max(max, what);
}

/** A text that is not empty. */
export function textField(what = 'a text.') {
	return z.string(what).min(1, what);
}

/** True or false. */
export const switchField = z.boolean('true or false.');

/** One of the given values. */
export function choice<const Values extends readonly string[]>(values: Values) {
	return z.enum(values, `one of ${values.join(', ')}.`);
}
