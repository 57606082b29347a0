/** The services that are imitated, by the address that stands in an example. */
export const imitatedOrigins = {
	'https://api.hubapi.com': 'hubspot',
	'https://api.pipedrive.com': 'pipedrive',
	'https://shop.example': 'shop',
} as const satisfies Readonly<Record<string, string>>;

/** What a parameter says, with the addresses of the imitations in place of those that they imitate. */
export function withImitations<T>(parameters: T, servicesUrl: string): T {
	let text = JSON.stringify(parameters);
	for (const [origin, name] of Object.entries(imitatedOrigins)) {
		text = text.replaceAll(origin, `${servicesUrl}/${name}`);
	}
	return JSON.parse(text) as T;
}
