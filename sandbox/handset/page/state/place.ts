/** The tabs of the operator's panel. */
export const panelTabs = ['controls', 'traffic', 'webhooks', 'connect'] as const;

/** One of {@link panelTabs}. */
export type PanelTab = (typeof panelTabs)[number];

/** What is looked at. */
export interface Place {
	/** E.164; empty before one was chosen. */
	readonly phone: string;
	/** Empty before one was chosen. */
	readonly gateway: string;
	/** `null` while the panel is closed. */
	readonly panel: PanelTab | null;
	/** On a narrow screen: the list of phones, in front of the conversation. */
	readonly showsList: boolean;
}

/** From this width on, the panel stands beside the conversation and is open in the beginning. */
const panelWidth = '(min-width: 1180px)';

/** The conversation in the address, such as `#+491713920012/qyvo`. */
export function readPlace(): Place {
	const [, phone = '', gateway = ''] =
		/^#(\+\d+)\/([\w-]+)$/.exec(decodeURIComponent(location.hash)) ?? [];
	const panel = matchMedia(panelWidth).matches ? 'controls' : null;
	return { phone, gateway, panel, showsList: phone === '' };
}

/** Keeps the conversation in the address, so that it is there after a reload. */
export function writePlace({ phone, gateway }: Place): void {
	if (phone !== '') history.replaceState(null, '', `#${phone}/${gateway}`);
}
