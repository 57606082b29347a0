import { html } from '../html';
import { change, startOver } from '../state/actions';
import { model } from '../state/stores';
import { useStore } from '../state/store';
import { Present } from '../shell/present';

const hour = 3600;

const steps = [
	['5 minutes', hour / 12],
	['1 hour', hour],
	['23 hours', 23 * hour],
	['24 hours', 24 * hour],
] as const;

const speeds = [1, 10, 60, 600] as const;

/** The sandbox's clock: windows close and phones answer by it. */
export function ClockBox() {
	const speed = useStore(model, ({ clock }) => clock.speed);
	const known = speeds.some((one) => one === speed);
	return html`<section>
		<h2>Clock</h2>
		<p><${Present} /></p>
		<div class="row" role="group" aria-label="Move the clock on">
			${steps.map(
				([label, advance]) =>
					html`<button type="button" onClick=${() => void change('clock', { advance })}>
						+ ${label}
					</button>`,
			)}
		</div>
		<div class="row">
			<button type="button" onClick=${startOver}>Start over</button>
			<small>Forgets all messages and changes.</small>
		</div>
		<label>
			Speed
			<select
				value=${String(speed)}
				onChange=${({ currentTarget }: { currentTarget: HTMLSelectElement }) =>
					void change('clock', { speed: Number(currentTarget.value) })}
			>
				${!known && html`<option value=${String(speed)}>${speed} times as fast</option>`}
				${speeds.map(
					(one) =>
						html`<option value=${String(one)}>
							${one === 1 ? 'As fast as it is' : `${one} times as fast`}
						</option>`,
				)}
			</select>
		</label>
	</section>`;
}
