import { useEffect } from 'preact/hooks';

import { Conversation } from '../chat/conversation';
import { html } from '../html';
import { Panel } from '../panel/panel';
import { PeopleList } from '../people/peopleList';
import { place, unread } from '../state/stores';
import { useStore } from '../state/store';
import { Header } from './header';
import { Notices } from './notices';

const title = document.title;

/** The whole page. */
export function App() {
	const showsList = useStore(place, (now) => now.showsList);
	const isPanelOpen = useStore(place, ({ panel }) => panel !== null);
	const count = useStore(unread, (all) => [...all.values()].reduce((sum, one) => sum + one, 0));
	useEffect(() => {
		document.title = count === 0 ? title : `(${count}) ${title}`;
	}, [count]);
	const shows = [showsList ? 'shows-list' : 'shows-chat', isPanelOpen ? 'shows-panel' : ''];
	return html`<${Header} />
		<${Notices} />
		<div class=${`columns ${shows.join(' ').trim()}`}>
			<${PeopleList} />
			<${Conversation} />
			<${Panel} />
		</div>`;
}
