import { useRef } from 'preact/hooks';

import { html } from '../html';
import { Icon } from '../icons';
import { inbound } from '../state/actions';
import { model } from '../state/stores';
import { useStore } from '../state/store';
import { Form } from './formDialog';

const placeFields = [
	{ name: 'name', label: 'Name', value: 'Brandenburg Gate' },
	{ name: 'address', label: 'Address', value: 'Pariser Platz, Berlin' },
	{ name: 'latitude', label: 'Latitude', value: '52.5163', type: 'number', isNeeded: true },
	{ name: 'longitude', label: 'Longitude', value: '13.3777', type: 'number', isNeeded: true },
] as const;

const cardFields = [
	{ name: 'name', label: 'Name', value: 'Dana Example', isNeeded: true },
	{ name: 'phone', label: 'Number', value: '+4915112345678', isNeeded: true },
] as const;

/** What can be sent beside a text: a picture or file, a place, a contact. */
export function AttachMenu(props: {
	gateway: string;
	onFile: (file: File | undefined) => Promise<void>;
	onSent: () => void;
}) {
	const menu = useRef<HTMLDetailsElement>(null);
	const file = useRef<HTMLInputElement>(null);
	const place = useRef<HTMLDialogElement>(null);
	const card = useRef<HTMLDialogElement>(null);
	const passesOnAll = useStore(model, (known) =>
		known.gateways.some((one) => one.id === props.gateway && one.passesOnAll),
	);
	const choose = (open: () => void) => () => {
		if (menu.current !== null) menu.current.open = false;
		open();
	};
	const send = async (does: object) => {
		if (await inbound(does)) props.onSent();
	};
	const closeOn = ({ key }: KeyboardEvent) => {
		if (key !== 'Escape' || menu.current === null) return;
		menu.current.open = false;
		menu.current.querySelector('summary')?.focus();
	};
	const onFile = ({ currentTarget }: { currentTarget: HTMLInputElement }) => {
		void props.onFile(currentTarget.files?.[0]);
		currentTarget.value = '';
	};
	return html`<details class="attach" ref=${menu} onKeyDown=${closeOn}>
			<summary aria-label="Send something else"><${Icon} name="plus" /></summary>
			<div class="choices">
				<button type="button" onClick=${choose(() => file.current?.click())}>
					<${Icon} name="picture" />Picture or file
				</button>
				<button type="button" onClick=${choose(() => place.current?.showModal())}>
					<${Icon} name="pin" />Place
				</button>
				${
					passesOnAll &&
					html`<button type="button" onClick=${choose(() => card.current?.showModal())}>
						<${Icon} name="person" />Contact
					</button>`
				}
			</div>
		</details>
		<input
			type="file"
			class="hidden"
			tabindex="-1"
			aria-label="Picture or file"
			ref=${file}
			onChange=${onFile}
		/>
		<${Form}
			dialog=${place}
			title="Share a place"
			fields=${placeFields}
			onSend=${({ name, address, latitude, longitude }: Record<string, string>) =>
				send({
					location: {
						latitude: Number(latitude),
						longitude: Number(longitude),
						...(name && { name }),
						...(address && { address }),
					},
				})}
		/>
		<${Form}
			dialog=${card}
			title="Send a contact"
			fields=${cardFields}
			onSend=${({ name, phone }: Record<string, string>) => send({ cards: [{ name, phone }] })}
		/>`;
}
