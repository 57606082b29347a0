import type { IDataObject } from 'n8n-workflow';

import { supportedKinds } from '../core/capabilities';
import { GatewayError } from '../core/faults';
import type { Answer } from '../core/request';
import type { Session } from '../session/session';
import { options, timeout } from './fields';
import type { Operation } from './operation';
import { rethrow } from '../core/rethrow';

/** What an answer's headers say about the rate; `null` where they do not. */
function rate(headers: Answer['headers'], { budget }: Session['gateway']): IDataObject {
	const number = (name: string) => {
		const text = headers[name];
		return text === undefined || !/^\d+$/.test(text) ? null : Number(text);
	};
	return {
		documented: `${budget.messages} in ${budget.perSeconds} s`,
		limit: number('x-ratelimit-limit'),
		remaining: number('x-ratelimit-remaining'),
	};
}

/** Seconds by which this machine's clock is ahead of the gateway's; `null` where it does not tell. */
function clockSkew(headers: Answer['headers']): number | null {
	const theirs = Date.parse(headers['date'] ?? '');
	return Number.isNaN(theirs) ? null : Math.round((Date.now() - theirs) / 1000);
}

async function templatesSeen(session: Session): Promise<IDataObject> {
	const names = new Set<string>();
	const approved = new Set<string>();
	try {
		for await (const { name, status } of session.templates.list()) {
			names.add(name);
			if (status === 'approved') approved.add(name);
		}
	} catch (error) {
		if (!(error instanceof GatewayError)) return rethrow(error);
		return { visible: null, approved: null, fault: error.fault, message: error.message };
	}
	return { visible: names.size, approved: approved.size, fault: null, message: null };
}

/** Where the gateway sends its events, where its API tells; `null` where it does not. */
async function subscribed({ gateway, connection }: Session): Promise<IDataObject | null> {
	try {
		const found = await gateway.webhook?.subscription?.read(connection);
		return found === undefined ? null : { ...found };
	} catch (error) {
		if (!(error instanceof GatewayError)) return rethrow(error);
		return { fault: error.fault, message: error.message };
	}
}

/** Clocks that differ by more make signed events look old. */
const tolerableSkew = 60;

function advice(
	{ hasWebhookSecret }: { readonly hasWebhookSecret: boolean },
	missingScopes: readonly string[],
	templates: IDataObject,
	skew: number | null,
): string[] {
	return [
		missingScopes.length > 0 &&
			`The access token lacks: ${missingScopes.join(', ')}. Create one that has it.`,
		templates['fault'] === 'unsupported' &&
			'Templates are typed by name here: the gateway does not tell them.',
		templates['fault'] === 'missingScope' &&
			'The access token may not read templates, so the lists in the editor stay empty.',
		templates['visible'] === 0 && 'The account has no templates yet.',
		templates['approved'] === 0 &&
			templates['visible'] !== 0 &&
			'No template is approved yet, so only people who wrote within 24 hours can be reached.',
		skew !== null &&
			Math.abs(skew) > tolerableSkew &&
			`This machine’s clock is ${Math.abs(skew)} seconds ${skew > 0 ? 'ahead of' : 'behind'} the gateway’s. Set it right.`,
		!hasWebhookSecret &&
			'The credential holds no Webhook Signing Secret. It is needed for receiving only.',
	].filter((sentence) => sentence !== false);
}

/** One item that says what works with this credential and what does not. */
export const diagnose: Operation = {
	resource: 'account',
	value: 'diagnose',
	name: 'Diagnose',
	action: 'Diagnose account',
	description: 'Find out what works with this credential: token, sender, templates, pace, clock',
	fields: [options(timeout)],
	async read({ session }) {
		const { gateway, connection, hasWebhookSecret } = session;
		return {
			recipient: null,
			async run() {
				const { headers, missingScopes, ...whose } = await gateway.inspect(connection);
				const templates = await templatesSeen(session);
				const clockSkewSeconds = clockSkew(headers);
				return [
					{
						gateway: gateway.id,
						baseUrl: connection.account.baseUrl,
						tokenAccepted: true,
						...whose,
						missingScopes: [...missingScopes],
						supportedKinds: supportedKinds(gateway),
						templates,
						rate: rate(headers, gateway),
						clockSkewSeconds,
						webhook: {
							signingSecretSet: hasWebhookSecret,
							subscription: await subscribed(session),
						},
						assumptions: [...gateway.assumptions],
						advice: advice(session, missingScopes, templates, clockSkewSeconds),
					} as IDataObject,
				];
			},
		};
	},
};
