import { allDialects } from '../gateways';
import { seedPhones, seedTemplates, type SeedTemplate } from '../state/seed';
import { credentialForm } from './credentialForm';
import { describeSchema } from './describeSchema';
import { endpoints, type ControlEndpoint } from './endpoints';

function describeEndpoint({ summary, json, query }: ControlEndpoint): string {
	return [
		summary,
		...(query === undefined ? [] : [`query ${describeSchema(query)}`]),
		...(json === undefined ? [] : [describeSchema(json)]),
	].join(': ');
}

/** What the control API can be asked for, as its schemas say. */
function describeEndpoints(): Record<string, string> {
	return Object.fromEntries(
		Object.entries(endpoints).map(([key, endpoint]) => [
			key.replace(' /', ' /_sandbox/'),
			describeEndpoint(endpoint),
		]),
	);
}

/** What a sandbox at this address has, for people and for programs. */
export function overview(origin: string) {
	return {
		gateways: allDialects().map((dialect) => {
			const { id, name, access, basePath, fields = {}, webhook } = dialect;
			const baseUrl = `${origin}/${id}${basePath}`;
			return {
				...{ id, name, baseUrl },
				accessToken: access.tokens[0],
				signingSecret: webhook?.secret ?? null,
				fields,
				credential: credentialForm(dialect, baseUrl),
			};
		}),
		phones: seedPhones,
		templates: seedTemplates.map(({ name, category, translations }: SeedTemplate) => ({
			name,
			category,
			languages: Object.entries(translations).map(([language, { status }]) => ({
				language,
				status,
			})),
			body: Object.values(translations)[0]?.body ?? '',
		})),
		endpoints: describeEndpoints(),
	};
}
