import { useEffect, useState } from 'preact/hooks';

import { html } from '../html';
import { model } from '../state/stores';
import { useStore } from '../state/store';
import { presentMoment } from '../state/time';

/** The sandbox's time, as it goes on. */
export function Present() {
	const clock = useStore(model, (known) => known.clock);
	const [shown, setShown] = useState(presentMoment);
	useEffect(() => {
		const show = () => setShown(presentMoment());
		show();
		const timer = setInterval(show, 1000);
		return () => clearInterval(timer);
	}, [clock]);
	return html`<span class="present"
		>${shown}${clock.speed === 1 ? '' : `, ${clock.speed} times as fast`}</span
	>`;
}
