import { Hono, type Context } from 'hono';

import { placeholdersIn, fillPlaceholders } from '../../gatewayKit/placeholders';
import { missingComponent } from '../../gatewayKit/missingComponent';
import { linkButtons } from '../../gatewayKit/linkButtons';
import { quickReplyButtons } from '../../gatewayKit/quickReplies';
import type { StoredMessage } from '../../state/message';
import { asRecord } from '../../state/record';
import type { Store } from '../../state/store';
import { templates, type QyvoTemplate } from './templates';
import { invalid, phoneRule, readFields, refused } from './validation';

const id = 'qyvo';

// Where Qyvo puts Meta's code in a 422 is not documented; Meta's own texts begin with it.
const windowClosed =
	'(#131047) Re-engagement message: More than 24 hours have passed since the recipient last replied to the sender number.';

/** What Meta refuses in a template's value, with its reason. */
const refusedValues: ReadonlyArray<readonly [RegExp, string]> = [
	[/^\s*$/, '(#131008) Required parameter is missing: a template parameter is empty.'],
	[
		/[\r\n\t]| {5,}/,
		'(#132012) Parameter format does not match: param text cannot have new-line/tab characters or more than 4 consecutive spaces.',
	],
];

const maxBodyLength = 1024;

/** What Meta says of an offer's code, for which Qyvo has no field. */
function missingCode(buttons: QyvoTemplate['buttons'] = []): string | undefined {
	const index = buttons.findIndex(({ type }) => type === 'COPY_CODE');
	return index < 0
		? undefined
		: `(#131008) Required parameter is missing: buttons: Button at index ${index} of type CopyCode requires a parameter`;
}

function taken(context: Context, store: Store, message: StoredMessage): Response {
	return context.json({
		id: message.id,
		status: 'sent',
		whatsapp_message_id: message.whatsappMessageId,
		contact_id: store.contacts.findOrCreate(id, message.phone).id,
	});
}

/** The language to send in: the wanted one if it is approved, else any that is. */
function approvedLanguage(
	{ translations, languages }: QyvoTemplate,
	wanted: string | undefined,
): string | undefined {
	const approved = languages.filter((language) => translations[language]?.status === 'APPROVED');
	return approved.find((language) => language === wanted) ?? approved[0];
}

/** Texts by name; `undefined` where it is something else. */
function variablesOf(value: unknown): Record<string, string> | undefined {
	const object = asRecord(value ?? {});
	if (object === undefined) return Array.isArray(value) && value.length === 0 ? {} : undefined;
	return Object.values(object).every((one) => typeof one === 'string')
		? (object as Record<string, string>)
		: undefined;
}

/** Sources: https://www.qyvo.io/docs/api/actions/send-text-message and …/send-template-message */
export function sendRoutes(store: Store): Hono {
	const routes = new Hono();

	routes.post('/actions/send-text-message', async (context) => {
		const fields = await readFields(context);
		const phone = fields.phone('phone', phoneRule);
		const message = fields.requiredText('message', 4096);
		if (fields.areRefused) return invalid(context, fields.errors);
		store.contacts.findOrCreate(id, phone);
		if (store.windows.openUntil(id, phone) === undefined)
			return refused(context, 422, windowClosed);
		return taken(
			context,
			store,
			store.ledger.record(id, 'outbound', phone, { kind: 'text', body: message }),
		);
	});

	routes.post('/actions/send-template-message', async (context) => {
		const fields = await readFields(context);
		const phone = fields.phone('phone', phoneRule);
		const templateId = fields.requiredText('template_id');
		const variables = variablesOf(fields.body['variables']);
		if (variables === undefined) {
			fields.refuse('variables', 'The variables field must be an object of strings.');
		}
		const wanted = fields.optionalText('language');
		if (variables === undefined || fields.areRefused) {
			return invalid(context, fields.errors);
		}
		const template = templates.find((one) => one.id === templateId);
		if (template === undefined) return refused(context, 404, 'Template not found');
		const language = approvedLanguage(template, wanted);
		const translation = language === undefined ? undefined : template.translations[language];
		if (language === undefined || translation === undefined) {
			return refused(context, 422, 'Template has no approved translation to send.', {
				// What this lists is not documented; none is approved, so it can only be all of them.
				available_languages: template.languages,
			});
		}
		const expected = placeholdersIn(translation.body);
		const missing = expected.filter((key) => !Object.hasOwn(variables, key));
		if (missing.length > 0) {
			return refused(context, 422, 'Template requires variables that were not provided.', {
				expected_placeholders: expected,
				missing,
			});
		}
		const reason = missingComponent(template) ?? missingCode(template.buttons);
		if (reason !== undefined) return refused(context, 422, reason);
		for (const [pattern, reason] of refusedValues) {
			if (expected.some((key) => pattern.test(variables[key] ?? ''))) {
				return refused(context, 422, reason);
			}
		}
		const text = fillPlaceholders(translation.body, variables);
		if ([...text].length > maxBodyLength) {
			return refused(context, 422, '(#132005) Translated text too long');
		}
		const { header, buttons = [], name } = template;
		return taken(
			context,
			store,
			store.ledger.record(id, 'outbound', phone, {
				kind: 'template',
				header: header?.mediaUrl ? `[${header.type.toLowerCase()}]` : translation.headerText,
				mediaUrl: header?.mediaUrl,
				body: text,
				footer: translation.footer,
				buttons: buttons.map((button) => button.text),
				replies: quickReplyButtons(buttons),
				links: linkButtons(buttons),
				template: { name, language },
			}),
		);
	});

	return routes;
}
