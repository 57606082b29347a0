import { html } from '../html';

/** Something that is on or off, with a sentence about what that means. */
export function Switch(props: {
	label: string;
	hint?: string;
	isOn: boolean;
	isDisabled?: boolean;
	onChange: (isOn: boolean) => void;
}) {
	const { label, hint, isOn, isDisabled = false, onChange } = props;
	return html`<label class="switch">
		<input
			type="checkbox"
			role="switch"
			checked=${isOn}
			disabled=${isDisabled}
			onChange=${({ currentTarget }: { currentTarget: HTMLInputElement }) => {
				const wanted = currentTarget.checked;
				// The sandbox decides; the page shows what it says.
				currentTarget.checked = isOn;
				onChange(wanted);
			}}
		/>
		<span>${label}${hint !== undefined && html`<small>${hint}</small>`}</span>
	</label>`;
}
