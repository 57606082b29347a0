import type { RefObject } from 'preact';

import { html } from '../html';

/** One field of a small form. */
export interface FormField {
	readonly name: string;
	readonly label: string;
	/** What stands in it in the beginning. */
	readonly value: string;
	readonly type?: 'number';
	readonly isNeeded?: true;
}

/** A small form in front of the page. Not a `form` of HTML: it stands inside another one. */
export function Form(props: {
	dialog: RefObject<HTMLDialogElement>;
	title: string;
	fields: readonly FormField[];
	onSend: (values: Record<string, string>) => Promise<void>;
}) {
	const { dialog, title, fields, onSend } = props;
	const close = () => dialog.current?.close();
	const send = () => {
		const inputs = [...(dialog.current?.querySelectorAll('input') ?? [])];
		if (!inputs.every((input) => input.reportValidity())) return;
		close();
		void onSend(Object.fromEntries(inputs.map(({ name, value }) => [name, value.trim()])));
	};
	const onKeyDown = (event: KeyboardEvent) => {
		if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
		event.preventDefault();
		send();
	};
	return html`<dialog ref=${dialog} class="small" aria-label=${title} onKeyDown=${onKeyDown}>
		<h2>${title}</h2>
		${fields.map(
			({ name, label, value, type, isNeeded }) =>
				html`<label>
					${label}
					<input
						name=${name}
						type=${type ?? 'text'}
						step="any"
						required=${isNeeded === true}
						defaultValue=${value}
					/>
				</label>`,
		)}
		<div class="ends">
			<button type="button" onClick=${close}>Cancel</button>
			<button type="button" class="main" onClick=${send}>Send</button>
		</div>
	</dialog>`;
}
