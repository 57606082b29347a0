import type { GatewayEvent } from '../../nodes/WhatsAppGateway/core/event';
import { readMetaWebhook } from '../../nodes/WhatsAppGateway/whatsapp/metaWebhook';
import { matchesFilters, readFilters } from '../../nodes/WhatsAppGateway/trigger/filters';
import { readEvents } from '../../nodes/WhatsAppGateway/trigger/events';
import { metaPayloads } from './index';

/** Whether an event starts a run of a trigger as it is added to a workflow. */
export function startsByDefault(event: GatewayEvent): boolean {
	return readEvents(undefined).includes(event.event) && matchesFilters(event, readFilters({}));
}

/** The fields of an event that are particular to its kind, without those that are empty. */
function detailsOf(event: GatewayEvent): string {
	const { reply, reaction, edited, deleted, order, formAnswer, system, call, payment } = event;
	const { template, account, groupChange, echo, status, referral, referredProduct } = event;
	const shown = { reply, reaction, edited, deleted, order, formAnswer, system, call, payment };
	const more = { template, account, groupChange, echo, status, referral, referredProduct };
	const media = event.message?.media;
	const parts = Object.entries({ ...shown, ...more, media }).flatMap(([name, value]) =>
		value ? [`${name} ${wordsOf(value)}`] : [],
	);
	return parts.join('; ');
}

/** An object in a few words: what it holds, without names for what is empty. */
function wordsOf(value: object): string {
	const entries = Object.entries(value).flatMap(([name, one]: [string, unknown]) => {
		if (one === null || one === false) return [];
		if (typeof one !== 'object') return [`${name}: ${String(one)}`];
		return [`${name}: ${Array.isArray(one) ? JSON.stringify(one) : wordsOf(one)}`];
	});
	return `{${entries.join(', ')}}`;
}

function cell(text: string): string {
	const line = text.replaceAll('\n', ' ⏎ ').replaceAll('|', '\\|').replaceAll('*', '\\*');
	return line.trim() === '' ? '–' : line;
}

/** Ids without the part that stands for a content. */
function shortId(id: string): string {
	return id.replace(/[\w-]{43}$/, '#');
}

function rowsOf(name: string, payload: unknown): string[] {
	return readMetaWebhook(payload, 'metaCloud').map((event, index) => {
		const { from, contact, businessNumber, group, text } = event;
		const who = [from ?? contact?.userId ?? contact?.id, contact?.name, group && 'in a group'];
		return [
			index === 0 ? name : '',
			`\`${event.event}\``,
			startsByDefault(event) ? 'yes' : '',
			who.filter(Boolean).join(', '),
			businessNumber ?? '',
			text ?? '',
			detailsOf(event),
			`\`${shortId(event.id)}\``,
		]
			.map(cell)
			.join(' | ');
	});
}

/** What becomes of each payload, as a page of Markdown. */
export function payloadTable(): string {
	const head = [
		'Delivery',
		'Event',
		'Starts a run by default',
		'Person',
		'To',
		'Text',
		'Fields',
		'Id',
	];
	const sections = metaPayloads.map(([title, payloads]) => {
		const rows = payloads.flatMap(({ name, payload }) => rowsOf(name, payload));
		const lines = [head.join(' | '), head.map(() => '---').join(' | '), ...rows];
		return `## ${title}\n\n${lines.map((line) => `| ${line} |`).join('\n')}\n`;
	});
	return `# What becomes of Meta's deliveries

Written by \`WRITE_TABLE=1 npx jest test/gateways/metaPayloads.test.ts\` from the payloads in this folder: read the
difference before you commit it. \`#\` in an id stands for the hash of a content.

${sections.join('\n')}`;
}
