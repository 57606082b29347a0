import type { INodeProperties } from 'n8n-workflow';

import type { ProfileChange } from '../../core/businessNumber';
import { asObject } from '../../core/narrow';
import { readChoice } from '../../n8n/readOption';
import { checkProfile } from '../../whatsapp/businessNumberLimits';
import { refuse } from '../../whatsapp/shape';
import { options } from '../fields/options';
import { fieldText, fieldTexts } from '../fields/readText';
import { timeout } from '../fields/runOptions';
import { readSample, toHandle } from '../media/samples';
import type { Item, Operation } from '../operation';
import { createTask } from '../task';
import { needOfNumbers, numberInUse, numberOptions } from './numberInUse';

/** What each operation needs. */
const needs = {
	read: needOfNumbers('read the business profile'),
	change: needOfNumbers('change the business profile'),
};

/** Gets what people see of the business. */
export const getProfile: Operation = {
	resource: 'businessProfile',
	value: 'get',
	name: 'Get',
	action: 'Get business profile',
	description: 'Get what people see of the business: address, description, websites',
	needs: needs.read,
	fields: [options(timeout, ...numberOptions)],
	async read(item) {
		const { numbers, connection } = numberInUse(item, needs.read);
		return createTask(null, async () => await numbers.profile.get(connection));
	},
};

/** Meta's industries, with the words of WhatsApp Manager. */
const industries: Readonly<Record<string, string>> = {
	ALCOHOL: 'Alcoholic Beverages',
	AUTO: 'Automotive',
	BEAUTY: 'Beauty, Spa and Salon',
	APPAREL: 'Clothing and Apparel',
	EDU: 'Education',
	ENTERTAIN: 'Entertainment',
	EVENT_PLAN: 'Event Planning and Service',
	FINANCE: 'Finance and Banking',
	GROCERY: 'Food and Grocery',
	GOVT: 'Government and Public Service',
	HOTEL: 'Hotel and Lodging',
	HEALTH: 'Medical and Health',
	NONPROFIT: 'Non-Profit',
	ONLINE_GAMBLING: 'Online Gambling',
	OTHER: 'Other',
	OTC_DRUGS: 'Over-the-Counter Drugs',
	PHYSICAL_GAMBLING: 'Physical Gambling',
	PROF_SERVICES: 'Professional Services',
	RESTAURANT: 'Restaurant',
	RETAIL: 'Shopping and Retail',
	TRAVEL: 'Travel and Transportation',
};

const vertical: INodeProperties = {
	displayName: 'Industry',
	name: 'vertical',
	type: 'options',
	options: Object.entries(industries).map(([value, name]) => ({ name, value })),
	default: 'OTHER',
};

const picture: INodeProperties = {
	displayName: 'Profile Picture',
	name: 'picture',
	type: 'string',
	default: '',
	placeholder: 'e.g. data, or https://shop.example/logo.jpg',
	description:
		'The name of the input binary field with a square JPEG or PNG file, its public URL, or the handle of one that was uploaded before',
};

const profileFields: INodeProperties = {
	displayName: 'Update Fields',
	name: 'profileFields',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	description: 'What to change. A field that is empty stays as it is.',
	options: [
		{
			displayName: 'About',
			name: 'about',
			type: 'string',
			default: '',
			description: 'The line below the name, up to 139 characters',
		},
		{ displayName: 'Address', name: 'address', type: 'string', default: '' },
		{
			displayName: 'Description',
			name: 'description',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			description: 'Up to 512 characters',
		},
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			default: '',
			placeholder: 'e.g. name@email.com',
		},
		vertical,
		picture,
		{
			displayName: 'Websites',
			name: 'websites',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://shop.example',
			description: 'One or two addresses, separated by a comma',
		},
	],
};

/** What is changed, with the picture as it was named. */
type GivenChange = Omit<ProfileChange, 'pictureHandle'> & { readonly picture?: string };

/** Reads what is changed. Throws `invalidRequest` where that is nothing. */
function readChange({ parameter }: Item): GivenChange {
	const given = asObject(parameter(profileFields.name, {}));
	const read = (name: string, label: string) => {
		const text = fieldText(given[name], label);
		return text === '' ? {} : { [name]: text };
	};
	const websites = fieldTexts(given['websites'], 'Websites');
	const change: GivenChange = {
		...read('about', 'About'),
		...read('address', 'Address'),
		...read('description', 'Description'),
		...read('email', 'Email'),
		...read(picture.name, picture.displayName),
		...((given['vertical'] ?? '') !== '' && { vertical: readChoice(given['vertical'], vertical) }),
		...(websites.length > 0 && { websites }),
	};
	if (Object.keys(change).length > 0) return change;
	return refuse('Nothing of the profile is changed.', 'Add a field and fill it in.');
}

/** Reads the picture, which is uploaded when the task runs; `undefined` for none. */
async function readPicture(item: Item, named: string | undefined) {
	if (named === undefined) return undefined;
	const sample = await readSample(item, 'IMAGE', named, picture.displayName);
	return async () => await toHandle(item, sample);
}

/** Changes what people see of the business. */
export const updateProfile: Operation = {
	resource: 'businessProfile',
	value: 'update',
	name: 'Update',
	action: 'Update business profile',
	description: 'Change what people see of the business: address, description, websites',
	needs: needs.change,
	fields: [profileFields, options(timeout, ...numberOptions)],
	async read(item) {
		const { numbers, connection } = numberInUse(item, needs.change);
		const { picture: named, ...texts } = readChange(item);
		checkProfile(texts);
		const readHandle = await readPicture(item, named);
		return createTask(null, async () => {
			const pictureHandle = await readHandle?.();
			const change = { ...texts, ...(pictureHandle !== undefined && { pictureHandle }) };
			return { updated: true, raw: (await numbers.profile.update(change, connection)) ?? null };
		});
	},
};
