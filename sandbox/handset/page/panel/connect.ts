import { useEffect, useState } from 'preact/hooks';

import { html } from '../html';
import { ask } from '../state/actions';
import { CopyButton } from './copyButton';

/** What a credential for a gateway of the sandbox needs. */
interface Access {
	readonly id: string;
	readonly name: string;
	readonly baseUrl: string;
	readonly accessToken: string;
	readonly signingSecret: string | null;
	readonly fields: Readonly<Record<string, string>>;
}

function valuesOf({ baseUrl, accessToken, signingSecret, fields }: Access) {
	return Object.entries({
		'Base URL': baseUrl,
		'Access Token': accessToken,
		...(signingSecret !== null && { 'Signing Secret': signingSecret }),
		...Object.fromEntries(Object.entries(fields).map(([name, value]) => [labelOf(name), value])),
	});
}

/** A field's name as the form of a credential has it: `phoneNumberId` is "Phone Number ID". */
function labelOf(name: string): string {
	const words = name.replace(/([A-Z])/g, ' $1').trim();
	return (
		(words[0] ?? '').toUpperCase() +
		words
			.slice(1)
			.replace(/\bId\b/g, 'ID')
			.replace(/\bApi\b/g, 'API')
	);
}

/** What to write into a credential to reach a gateway of this sandbox. None of it is a secret. */
export function Connect() {
	const [gateways, setGateways] = useState<readonly Access[]>([]);
	useEffect(() => {
		void ask<{ gateways: readonly Access[] }>('GET', '').then(
			(answer) => setGateways(answer.gateways),
			() => {},
		);
	}, []);
	return html`<section>
			<p class="hint">
				Write these into a credential, and messages come to these phones instead of real ones. They
				are no secrets.
			</p>
		</section>
		${gateways.map(
			(gateway) =>
				html`<section key=${gateway.id}>
					<h2>${gateway.name}</h2>
					<dl class="values">
						${valuesOf(gateway).map(
							([label, value]) =>
								html`<div>
									<dt>${label}</dt>
									<dd><code>${value}</code><${CopyButton} text=${value} label="Copy" /></dd>
								</div>`,
						)}
					</dl>
				</section>`,
		)}`;
}
