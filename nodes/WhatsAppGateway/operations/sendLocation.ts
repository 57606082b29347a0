import { GatewayError } from '../core/faults';
import { checkLength, limits } from '../whatsapp/limits';
import { options, sendOptions, to } from './fields';
import type { Item, Operation } from './operation';
import { readRecipient, prepareSend } from './send';
import { whitespaceOption } from './templateContent';
import { ifWindowClosed } from './windowFallback';

/** Degrees from a number or a text with a point or a comma. Throws `invalidRequest`. */
function degrees({ parameter }: Item, name: string, field: string, most: number): number {
	const given = parameter(name, '');
	const text = typeof given === 'object' ? '' : String(given ?? '').trim();
	const number = text === '' ? NaN : Number(text.replace(',', '.'));
	if (Math.abs(number) <= most) return number;
	throw new GatewayError(
		'invalidRequest',
		`The field ${field} is not a number of degrees from -${most} to ${most}.`,
		{ hint: 'Write degrees such as 52.5163, not degrees, minutes and seconds.' },
	);
}

/** A place on the map, inside the customer service window. */
export const sendLocation: Operation = {
	resource: 'message',
	value: 'sendLocation',
	name: 'Send Location',
	action: 'Send location',
	description: 'Send a place on the map',
	fields: [
		to,
		{
			displayName: 'Latitude',
			name: 'latitude',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 52.5163',
			description: 'Degrees, north positive',
		},
		{
			displayName: 'Longitude',
			name: 'longitude',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 13.3777',
			description: 'Degrees, east positive',
		},
		{
			displayName: 'Name',
			name: 'locationName',
			type: 'string',
			default: '',
			placeholder: 'e.g. Our shop',
			description: 'What the place is called. Optional.',
		},
		{
			displayName: 'Address',
			name: 'address',
			type: 'string',
			default: '',
			placeholder: 'e.g. Pariser Platz 1, Berlin',
			description: 'Shown below the name, and only together with a name. Optional.',
		},
		...ifWindowClosed,
		options(...sendOptions, whitespaceOption),
	],
	async read(item) {
		const to = readRecipient(item);
		const text = (name: string) => String(item.parameter(name, '') ?? '').trim();
		const [name, address] = [text('locationName'), text('address')];
		checkLength(name, limits.locationName);
		checkLength(address, limits.locationAddress);
		const content = {
			latitude: degrees(item, 'latitude', 'Latitude', 90),
			longitude: degrees(item, 'longitude', 'Longitude', 180),
			name: name || null,
			address: address || null,
		};
		const body = [name, address, `${content.latitude}, ${content.longitude}`]
			.filter((line) => line !== '')
			.join('\n');
		const preview = { header: '[location]', body, footer: null, buttons: [] };
		return await prepareSend('location', to, content, preview, item);
	},
};
