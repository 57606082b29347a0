import type { INodeProperties } from 'n8n-workflow';

import { GatewayError } from '../../core/faults';
import type { TemplateContent } from '../../core/message';
import { gateways } from '../../gateways';
import { readSwitch } from '../../n8n/readOption';
import type { Item } from '../operation';

const able = gateways.filter(({ marketingMessages }) => marketingMessages === true);

/** Whether marketing templates go by WhatsApp's own way for marketing. */
export const marketingMessages: INodeProperties = {
	displayName: 'Marketing Messages API',
	name: 'marketingMessages',
	type: 'boolean',
	default: true,
	description: `Whether a template of the category Marketing goes out by WhatsApp’s Marketing Messages API, for which the account must be enabled in WhatsApp Manager; others go out as usual. Only with ${able.map(({ name }) => name).join(', ')}.`,
};

/**
 * The template of an item as the option wants it to go.
 *
 * @throws GatewayError `unsupported` where the gateway has one way only
 */
export function withMarketingWay(
	content: TemplateContent,
	{ options, session: { gateway } }: Item,
): TemplateContent {
	// Without the option, nothing changes: what it is set to when it is added is its default.
	const given = options[marketingMessages.name] ?? '';
	if (given === '' || !readSwitch(given, marketingMessages)) return content;
	if (gateway.marketingMessages !== true) {
		throw new GatewayError(
			'unsupported',
			`${gateway.name} does not let you choose WhatsApp’s Marketing Messages API.`,
			{
				hint: `Remove the option ${marketingMessages.displayName}: the template is sent as usual.`,
			},
		);
	}
	return content.template.category === 'MARKETING' ? { ...content, marketing: true } : content;
}
