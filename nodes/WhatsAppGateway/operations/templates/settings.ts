import type { INodeProperties } from 'n8n-workflow';

import type { TemplateCategory, TemplateSettings } from '../../core/templateManagement';
import { gateways } from '../../gateways';
import { readNumber, readSwitch } from '../../n8n/readOption';
import { refuse } from '../../whatsapp/shape';
import { createNeed, requireNeed } from '../needs';
import type { Item } from '../operation';

const able = gateways
	.filter((gateway) => {
		const { templateManagement: management } = gateway;
		return management !== undefined && 'settings' in management;
	})
	.map(({ name }) => name)
	.join(', ');

const need = createNeed(
	({ templateManagement }) => templateManagement?.settings,
	'does not say how long a template’s messages are tried, or whether its links are counted.',
	() => 'Remove the options Time to Live and Count Link Taps.',
);

/** Stands for 30 days, where a shorter time is the rule. */
const thirtyDays = -1;

/**
 * How long WhatsApp may be told to try, in seconds.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/time-to-live
 */
const ranges: Readonly<Record<TemplateCategory, { readonly min: number; readonly max: number }>> = {
	AUTHENTICATION: { min: 30, max: 900 },
	MARKETING: { min: 43_200, max: 2_592_000 },
	UTILITY: { min: 30, max: 43_200 },
};

const timeToLive: INodeProperties = {
	displayName: 'Time to Live (Seconds)',
	name: 'timeToLive',
	type: 'number',
	typeOptions: { minValue: -1, maxValue: 2_592_000 },
	default: 600,
	description: `How long WhatsApp tries to deliver a message of this template: 30 to 900 for the category Authentication, 30 to 43200 for Utility, 43200 to 2592000 for Marketing. With -1, 30 days (not for Marketing). Only with ${able}.`,
};

const countLinkTaps: INodeProperties = {
	displayName: 'Count Link Taps',
	name: 'countLinkTaps',
	type: 'boolean',
	default: true,
	description: `Whether WhatsApp counts taps on the links of this template, which Get Analytics shows. Only with ${able}.`,
};

/** The options of a template that is created or changed. */
export const templateSettings: readonly INodeProperties[] = [countLinkTaps, timeToLive];

function checkTimeToLive(seconds: number, category: TemplateCategory | null): void {
	const isWhole = Number.isInteger(seconds);
	const fits = Object.entries(ranges).some(
		([name, { min, max }]) =>
			(category ?? name) === name &&
			((seconds >= min && seconds <= max) || (seconds === thirtyDays && name !== 'MARKETING')),
	);
	if (isWhole && fits) return;
	const { min, max } = ranges[category ?? 'UTILITY'];
	refuse(
		`Time to Live is ${seconds}, which WhatsApp does not take${category === null ? '' : ' for this category'}.`,
		category === null
			? 'Enter a whole number of seconds that fits the category of the template.'
			: `Enter a whole number of seconds from ${min} to ${max}.`,
	);
}

/**
 * Reads the settings of a template; empty where there are none.
 *
 * @param category `null` where it is not known
 * @throws GatewayError `invalidRequest` for a time out of range, `unsupported`
 */
export function readTemplateSettings(
	{ options, session: { gateway } }: Item,
	category: TemplateCategory | null,
): TemplateSettings {
	const isGiven = ({ name }: INodeProperties) => (options[name] ?? '') !== '';
	if (!templateSettings.some(isGiven)) return {};
	requireNeed(need, gateway);
	const seconds = readNumber(options[timeToLive.name], timeToLive);
	if (isGiven(timeToLive)) checkTimeToLive(seconds, category);
	return {
		...(isGiven(timeToLive) && { timeToLive: seconds }),
		...(isGiven(countLinkTaps) && {
			tracksLinks: readSwitch(options[countLinkTaps.name], countLinkTaps),
		}),
	};
}
