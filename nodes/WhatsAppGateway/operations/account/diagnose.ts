import { supportedKinds } from '../../core/capabilities';
import { GatewayError } from '../../core/faults';
import type { Inspection } from '../../core/gateway';
import type { Rate } from '../../core/rate';
import type { Answer } from '../../core/request';
import { rethrow } from '../../core/rethrow';
import { shownUrl } from '../../core/shownUrl';
import type { Session } from '../../session/session';
import { options } from '../fields/options';
import { timeout } from '../fields/runOptions';
import type { Operation } from '../operation';
import { createTask } from '../task';
import {
	createChecks,
	isTokenAccepted,
	maxClockSkewSeconds,
	type SubscriptionState,
	summarize,
	type TemplateCounts,
} from './diagnoseChecks';

type Headers = Answer['headers'];

function describeRate({ messages, perSeconds }: Rate): string {
	return `${messages} in ${perSeconds} s`;
}

/** Reads the rate limit from an answer's headers; `null` where they do not hold it. */
function readRate(headers: Headers, account: Rate | null, { budget }: Session['gateway']) {
	const readNumber = (name: string) => {
		const text = headers[name];
		return text === undefined || !/^\d+$/.test(text) ? null : Number(text);
	};
	return {
		documented: describeRate(budget),
		account: account === null ? null : describeRate(account),
		limit: readNumber('x-ratelimit-limit'),
		remaining: readNumber('x-ratelimit-remaining'),
	};
}

/** Seconds by which our clock is ahead of the gateway's; `null` where it sends no date. */
function readClockSkewSeconds(headers: Headers): number | null {
	const gatewayTime = Date.parse(headers['date'] ?? '');
	return Number.isNaN(gatewayTime) ? null : Math.round((Date.now() - gatewayTime) / 1000);
}

/** Counts the templates by name; a fault of the gateway is part of the diagnosis. */
async function countTemplates(session: Session): Promise<TemplateCounts> {
	const visibleNames = new Set<string>();
	const approvedNames = new Set<string>();
	try {
		for await (const { name, status } of session.templates.list()) {
			visibleNames.add(name);
			if (status === 'approved') approvedNames.add(name);
		}
	} catch (error) {
		if (!(error instanceof GatewayError)) return rethrow(error);
		return { visible: null, approved: null, fault: error.fault, message: error.message };
	}
	return { visible: visibleNames.size, approved: approvedNames.size, fault: null, message: null };
}

/**
 * Reads where the gateway sends its events; `null` where its API has no such call. What may be a secret in the
 * addresses is left out: the item of a diagnosis is what people show to others.
 */
async function readSubscription({ gateway, connection }: Session): Promise<SubscriptionState> {
	const shown = (url: string | null) => (url === null ? null : shownUrl(url));
	try {
		const { active, url, accountUrl } =
			(await gateway.webhook?.subscription?.read(connection)) ?? {};
		if (active === undefined) return null;
		return { active, url: shown(url ?? null), accountUrl: shown(accountUrl ?? null) };
	} catch (error) {
		if (!(error instanceof GatewayError)) return rethrow(error);
		return { fault: error.fault, message: error.message };
	}
}

/** What the user should do, one sentence each. */
function createAdvice(
	{ hasWebhookSecret }: Session,
	missingScopes: readonly string[],
	{ visible, approved, fault }: TemplateCounts,
	skewSeconds: number | null,
): string[] {
	return [
		missingScopes.length > 0 &&
			`The access token lacks: ${missingScopes.join(', ')}. Create one that has it.`,
		fault === 'unsupported' &&
			'The gateway does not list its templates here: enter their names in the node.',
		fault === 'missingScope' &&
			'The access token may not read templates, so the lists in the editor stay empty.',
		visible === 0 && 'The account has no templates yet.',
		approved === 0 &&
			visible !== 0 &&
			'No template is approved yet, so you can only reach people who wrote to you within the last 24 hours.',
		skewSeconds !== null &&
			Math.abs(skewSeconds) > maxClockSkewSeconds &&
			`The clock of this machine is ${Math.abs(skewSeconds)} seconds ${skewSeconds > 0 ? 'ahead of' : 'behind'} the gateway’s. Correct it.`,
		!hasWebhookSecret &&
			'The credential has no Webhook Signing Secret. It is needed for receiving only.',
	].filter((sentence) => sentence !== false);
}

const nothingRead: Inspection = {
	account: null,
	sender: null,
	missingScopes: [],
	rate: null,
	headers: {},
};

/** Reads the account; a fault of the gateway is what a diagnosis is run for. */
async function inspectAccount({
	gateway,
	connection,
}: Session): Promise<{ readonly inspection: Inspection; readonly fault: GatewayError | null }> {
	try {
		return { inspection: await gateway.inspect(connection), fault: null };
	} catch (error) {
		if (!(error instanceof GatewayError)) return rethrow(error);
		return { inspection: nothingRead, fault: error };
	}
}

function notCounted({ fault, message }: GatewayError): TemplateCounts {
	return { visible: null, approved: null, fault, message };
}

/** Returns one item with what works with this credential and what does not. */
export const diagnose: Operation = {
	resource: 'account',
	value: 'diagnose',
	name: 'Diagnose',
	action: 'Diagnose account',
	description: 'Check what works with this credential: token, sender, templates, rate, clock',
	fields: [options(timeout)],
	async read({ session }) {
		const { gateway, connection, hasWebhookSecret } = session;
		return createTask(null, async () => {
			const { inspection, fault } = await inspectAccount(session);
			const { headers, missingScopes, advice = [], rate, ...account } = inspection;
			if (rate !== null) session.learnRate(rate);
			// Without an accepted token, every further request would say the same again.
			const templates = fault === null ? await countTemplates(session) : notCounted(fault);
			const subscription = fault === null ? await readSubscription(session) : null;
			const clockSkewSeconds = readClockSkewSeconds(headers);
			const findings = {
				...{ fault, missingScopes, templates, subscription, clockSkewSeconds },
				...{ gateway: gateway.name, baseUrl: connection.account.baseUrl },
				...{ sender: account.sender, hasWebhookSecret },
			};
			const checks = createChecks(findings);
			return {
				summary: summarize(findings, checks),
				checks: checks.map((check) => ({ ...check })),
				gateway: gateway.id,
				baseUrl: connection.account.baseUrl,
				tokenAccepted: isTokenAccepted(fault),
				...account,
				missingScopes: [...missingScopes],
				supportedKinds: supportedKinds(gateway),
				templates,
				rate: readRate(headers, rate, gateway),
				clockSkewSeconds,
				webhook: {
					signingSecretSet: hasWebhookSecret,
					subscription,
				},
				assumptions: [...gateway.assumptions],
				advice: [
					...(fault === null ? [] : [`${fault.message} ${fault.hint}`]),
					...advice,
					...createAdvice(session, missingScopes, templates, clockSkewSeconds),
				],
			};
		});
	},
};
