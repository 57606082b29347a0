import type {
	Template,
	TemplateButton,
	TemplateHeader,
} from '../../nodes/WhatsAppGateway/core/template';
import { templatePlaceholders } from '../../nodes/WhatsAppGateway/whatsapp/placeholders';

/** An approved template with this body and its placeholders. */
export function template(
	body: string,
	header: TemplateHeader | null = null,
	buttons: readonly TemplateButton[] = [],
): Template {
	return {
		id: '1',
		name: 'order',
		category: null,
		status: 'approved',
		languages: ['en'],
		language: 'en',
		header,
		body,
		footer: null,
		buttons,
		offer: null,
		cards: [],
		placeholders: templatePlaceholders({ header, body, buttons, offer: null, cards: [] }),
		unknownParts: [],
	};
}
