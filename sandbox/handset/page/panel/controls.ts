import { html } from '../html';
import { change } from '../state/actions';
import { hiding, model, place } from '../state/stores';
import { useStore } from '../state/store';
import { windowText } from '../people/windowText';
import { ClockBox } from './clockBox';
import { NextFault } from './nextFault';
import { Switch } from './switch';

function hide(phone: string, isHidden: boolean): void {
	hiding.change(
		(all) => new Set(isHidden ? [...all, phone] : [...all].filter((one) => one !== phone)),
	);
}

/** What becomes of the person and the conversation in front. */
export function Controls() {
	const { phone, gateway } = useStore(place, (now) => now);
	const person = useStore(model, (known) => known.phones.get(phone));
	const business = useStore(model, (known) => known.gateways.find(({ id }) => id === gateway));
	const isHidden = useStore(hiding, (all) => all.has(phone));
	const chat = person?.chats.find((one) => one.gateway === gateway);
	if (person === undefined || chat === undefined || business === undefined) return null;
	const who = person.name ?? phone;
	const setWindow = (open: boolean) => void change('window', { phone, gateway, open });
	return html`<section>
			<h2>${who}</h2>
			<${Switch}
				label="Phone off"
				hint="Messages stay at one tick until it is on again."
				isOn=${person.isOff}
				onChange=${(off: boolean) => void change('people', { phone, off })}
			/>
			<${Switch}
				label="Number hidden"
				hint=${
					business.hidesNumbers
						? 'The business gets an id in the place of the number.'
						: `${business.name} has no hidden numbers.`
				}
				isOn=${isHidden}
				isDisabled=${!business.hidesNumbers && !isHidden}
				onChange=${(isOn: boolean) => hide(phone, isOn)}
			/>
		</section>
		<section>
			<h2>${who} and ${business.name}</h2>
			<p class=${chat.openUntil === null ? 'window' : 'window open'}>
				${windowText(chat.openUntil)}
			</p>
			<div class="row">
				<button type="button" disabled=${chat.openUntil !== null} onClick=${() => setWindow(true)}>
					Open the window
				</button>
				<button type="button" disabled=${chat.openUntil === null} onClick=${() => setWindow(false)}>
					Close the window
				</button>
			</div>
			<${Switch}
				label="Opted out"
				hint="As if the person had written STOP."
				isOn=${chat.isOptedOut}
				onChange=${(optedOut: boolean) => void change('opt-out', { phone, gateway, optedOut })}
			/>
			<${Switch}
				label="Business blocked"
				hint="Messages stay at one tick for ever; nobody tells the business."
				isOn=${chat.isBlocked}
				onChange=${(blocked: boolean) => void change('people', { phone, gateway, blocked })}
			/>
		</section>
		<${NextFault} phone=${phone} who=${who} business=${business} />
		<${ClockBox} />`;
}
