import { Hono, type Context } from 'hono';

import { asRecord } from '../../state/record';
import type { Store } from '../../state/store';
import { businessNumbers } from './account';
import { refused } from './answers';
import { none, objects, type Fields } from './refusal';
import type { Handles } from './resumableUploads';

const profileFields = [
	...['about', 'address', 'description', 'email', 'profile_picture_url', 'websites', 'vertical'],
];

const firstProfile: Fields = {
	about: 'Succulent specialists!',
	vertical: 'RETAIL',
	websites: ['https://shop.example/'],
};

const verticals = [
	...['OTHER', 'AUTO', 'BEAUTY', 'APPAREL', 'EDU', 'ENTERTAIN', 'EVENT_PLAN', 'FINANCE'],
	...['GROCERY', 'GOVT', 'HOTEL', 'HEALTH', 'NONPROFIT', 'PROF_SERVICES', 'RETAIL', 'TRAVEL'],
	...['RESTAURANT', 'ALCOHOL', 'ONLINE_GAMBLING', 'PHYSICAL_GAMBLING', 'OTC_DRUGS'],
];

/** Characters at least and at most. */
const lengths: Readonly<Record<string, readonly [number, number]>> = {
	about: [1, 139],
	address: [0, 256],
	description: [0, 512],
	email: [0, 128],
};

const maxWebsites = 2;
const maxWebsite = 256;

const fieldsOf = async (context: Context): Promise<Fields> =>
	asRecord(await context.req.json().catch(() => undefined)) ?? none;

/** Why a profile is not taken; `undefined` where it is. */
function profileRefusal({ messaging_product: product, ...change }: Fields): string | undefined {
	if (product !== 'whatsapp') return 'messaging_product is required';
	const known = [...Object.keys(lengths), 'websites', 'vertical', 'profile_picture_handle'];
	const unknown = Object.keys(change).find((name) => !known.includes(name));
	if (unknown !== undefined) return `Unexpected key "${unknown}"`;
	for (const [name, [min, max]] of Object.entries(lengths)) {
		const value = change[name];
		if (value === undefined) continue;
		if (typeof value !== 'string') return `${name} must be a string`;
		if ([...value].length < min || [...value].length > max) return `${name} is too long or empty`;
	}
	const { email, websites, vertical } = change;
	if (typeof email === 'string' && email !== '' && !/^\S+@\S+\.\S+$/.test(email)) {
		return 'email must be a valid email address';
	}
	if (vertical !== undefined && !verticals.includes(String(vertical)))
		return 'vertical is not known';
	if (websites === undefined) return undefined;
	const isList = Array.isArray(websites) && websites.length <= maxWebsites;
	return isList &&
		websites.every(
			(url) => typeof url === 'string' && /^https?:\/\//.test(url) && url.length <= maxWebsite,
		)
		? undefined
		: 'websites must have at most 2 URLs';
}

const maxPrompts = 4;
const maxPrompt = 80;
const maxCommands = 30;
const maxCommandName = 32;
const maxCommandDescription = 256;

/** Why ice breakers and commands are not taken; `undefined` where they are. */
function automationRefusal(given: Fields): string | undefined {
	const { enable_welcome_message: welcome, prompts = [], commands = [], ...others } = given;
	const [unknown] = Object.keys(others);
	if (unknown !== undefined) return `Unexpected key "${unknown}"`;
	if (welcome !== undefined && typeof welcome !== 'boolean') return 'enable_welcome_message';
	if (!Array.isArray(prompts) || prompts.length > maxPrompts) return 'Too many prompts provided';
	if (
		!prompts.every((one) => typeof one === 'string' && one !== '' && [...one].length <= maxPrompt)
	) {
		return 'Prompt text exceeds maximum length of 80 characters';
	}
	if (!Array.isArray(commands) || commands.length > maxCommands)
		return 'Too many commands provided';
	const rows = objects(commands);
	const names = rows.map((row) => String(row['command_name'] ?? ''));
	if (names.some((name) => !/^\w+$/.test(name) || name.length > maxCommandName)) {
		return 'Invalid command name format';
	}
	const descriptions = rows.map((row) => String(row['command_description'] ?? ''));
	if (descriptions.some((text) => text === '' || [...text].length > maxCommandDescription)) {
		return 'Invalid command description';
	}
	return new Set(names).size === names.length ? undefined : 'Command names must be unique';
}

/**
 * What people see of the business and can tap.
 * Sources: https://developers.facebook.com/documentation/business-messaging/whatsapp/business-profiles/ and
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/conversational-components/
 */
export function businessProfileRoutes(store: Store, handles: Handles): Hono {
	const routes = new Hono();
	const profiles = store.memories.of<Fields>('metaCloud profiles');
	const automations = store.memories.of<Fields>('metaCloud conversational components');
	store.events.on('reset', () => {
		profiles.clear();
		automations.clear();
	});
	const refuse = (context: Context, details: string) =>
		refused(context, 400, 100, 'Invalid parameter', { details });

	for (const { phoneNumberId: id } of businessNumbers) {
		routes.get(`/${id}/whatsapp_business_profile`, (context) => {
			const asked = (context.req.query('fields') ?? profileFields.join(',')).split(',');
			const profile = profiles.get(id) ?? firstProfile;
			const shown = Object.entries(profile).filter(([name]) => asked.includes(name));
			return context.json({
				data: [{ ...Object.fromEntries(shown), messaging_product: 'whatsapp' }],
			});
		});

		routes.post(`/${id}/whatsapp_business_profile`, async (context) => {
			const given = await fieldsOf(context);
			const { profile_picture_handle: handle } = given;
			const isPicture = handle === undefined || handles.isOf(handle, 'image/');
			const refusal =
				profileRefusal(given) ??
				(isPicture ? undefined : 'profile_picture_handle is not the handle of an image');
			if (refusal !== undefined) return refuse(context, refusal);
			const change = Object.entries(given).filter(([name]) => profileFields.includes(name));
			profiles.set(id, {
				...(profiles.get(id) ?? firstProfile),
				...Object.fromEntries(change),
				...(given['profile_picture_handle'] !== undefined && {
					profile_picture_url: 'https://shop.example/media/picture.jpg',
				}),
			});
			return context.json({ success: true });
		});

		routes.get(`/${id}`, async (context, next) => {
			if (context.req.query('fields') !== 'conversational_automation') return await next();
			const own = automations.get(id);
			return context.json({ ...(own && { conversational_automation: own }), id });
		});

		routes.post(`/${id}/conversational_automation`, async (context) => {
			const given = await fieldsOf(context);
			const refusal = automationRefusal(given);
			if (refusal !== undefined) return refuse(context, refusal);
			automations.set(id, { ...automations.get(id), ...given });
			return context.json({ success: true });
		});
	}
	return routes;
}
