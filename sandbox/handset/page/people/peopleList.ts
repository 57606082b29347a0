import { useState } from 'preact/hooks';

import { html } from '../html';
import { Icon } from '../icons';
import { model, place } from '../state/stores';
import { useStore } from '../state/store';
import { Guide } from './guide';
import { PersonRow } from './personRow';

/** From so many people on, one looks for them. */
const manyPeople = 9;

/** Everybody who has a phone, on the left. */
export function PeopleList() {
	const phones = useStore(model, (known) => known.phones);
	const front = useStore(place, ({ phone }) => phone);
	const [wanted, setWanted] = useState('');
	const word = wanted.trim().toLowerCase();
	const shown = [...phones.values()].filter(({ phone, name }) =>
		`${name ?? ''} ${phone}`.toLowerCase().includes(word),
	);
	return html`<nav class="people" aria-label="Phones">
		${
			phones.size >= manyPeople &&
			html`<label class="search">
				<${Icon} name="search" /><span class="hidden">Name or number</span>
				<input
					type="search"
					placeholder="Name or number"
					value=${wanted}
					onInput=${({ currentTarget }: { currentTarget: HTMLInputElement }) =>
						setWanted(currentTarget.value)}
				/>
			</label>`
		}
		<ul>
			${shown.map(
				(person) =>
					html`<${PersonRow}
						key=${person.phone}
						person=${person}
						isFront=${person.phone === front}
					/>`,
			)}
		</ul>
		${shown.length === 0 && phones.size > 0 && html`<p class="empty">Nobody is called that.</p>`}
		<${Guide} />
	</nav>`;
}
