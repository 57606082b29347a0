import { useEffect, useState } from 'preact/hooks';

import { html } from '../html';
import { ask } from '../state/actions';
import { CopyButton } from './copyButton';

/** A gateway of the sandbox, and what a credential for it has, by the labels of its form. */
interface Access {
	readonly id: string;
	readonly name: string;
	readonly credential: Readonly<Record<string, string>>;
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
				In n8n, create a credential “WhatsApp Gateway API” with the values of one gateway: its messages
				come to these phones instead of real ones. Nothing here is a secret.
			</p>
		</section>
		${gateways.map(
			(gateway) =>
				html`<section key=${gateway.id}>
					<h2>${gateway.name}</h2>
					<dl class="values">
						${Object.entries(gateway.credential).map(
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
