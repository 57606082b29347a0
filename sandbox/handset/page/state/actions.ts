import { hiding, model, notice, place, unread } from './stores';
import { chatKey } from './model';
import { writePlace, type PanelTab } from './place';

type Method = 'GET' | 'POST' | 'DELETE';

/** Asks the sandbox. Throws its sentence. */
export async function ask<Answer = unknown>(
	method: Method,
	path: string,
	body?: object,
): Promise<Answer> {
	const answer = await fetch(`/_sandbox/${path}`, {
		method,
		...(body !== undefined && {
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		}),
	});
	const read = (await answer.json()) as Answer & { readonly message?: string };
	if (!answer.ok) throw new Error(read.message ?? `The sandbox answered ${answer.status}.`);
	return read;
}

/** Asks the sandbox; whether it agreed. Its refusal is shown on the page. */
export async function act(method: Method, path: string, body?: object): Promise<boolean> {
	try {
		notice.set('');
		await ask(method, path, body);
		return true;
	} catch (reason) {
		notice.set(
			reason instanceof TypeError
				? 'The sandbox does not answer.'
				: reason instanceof Error
					? reason.message
					: String(reason),
		);
		return false;
	}
}

/** Changes something of the sandbox; the page sees what comes of it by itself. */
export const change = async (path: string, body: object = {}) => await act('POST', path, body);

/** Everything as in the beginning, if the person agrees. */
export function startOver(): void {
	if (confirm('Start over? All messages and changes are forgotten.')) void change('reset');
}

/** Lets the person of the conversation in front do something. */
export async function inbound(does: object): Promise<boolean> {
	const { phone, gateway } = place.get();
	const hides = model.get().gateways.find(({ id }) => id === gateway)?.hidesNumbers === true;
	const hidden = hides && hiding.get().has(phone) ? { hidden: true } : {};
	return await change('inbound', { phone, gateway, ...hidden, ...does });
}

function looked(): void {
	const key = chatKey(place.get());
	unread.change((counts) => {
		if (!counts.has(key)) return counts;
		const next = new Map(counts);
		next.delete(key);
		return next;
	});
}

/** Looks at a conversation; without a gateway at the person's one that has news, or the one in front. */
export function openChat(phone: string, gateway?: string): void {
	const { gateways } = model.get();
	const news = gateways.find(({ id }) => unread.get().has(chatKey({ phone, gateway: id })));
	place.change((now) => ({
		...now,
		phone,
		gateway: gateway ?? news?.id ?? now.gateway,
		showsList: false,
	}));
	writePlace(place.get());
	looked();
}

/** On a narrow screen: back to the list of phones. */
export function showList(): void {
	place.change((now) => ({ ...now, showsList: true }));
}

/** Opens a tab of the operator's panel, or closes it. */
export function showPanel(panel: PanelTab | null): void {
	place.change((now) => ({ ...now, panel }));
}

// What came while the window was in the background has been seen when it is in front again.
document.addEventListener('visibilitychange', () => {
	if (!document.hidden) looked();
});
