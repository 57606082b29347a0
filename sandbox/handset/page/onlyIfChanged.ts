import { Component, type ComponentType } from 'preact';

import { html } from './html';

/** A component that is drawn again only if one of its properties is another one, or something it follows. */
export function onlyIfChanged<Props extends object>(drawn: ComponentType<Props>) {
	return class extends Component<Props> {
		override shouldComponentUpdate(next: Props) {
			const names = Object.keys(next) as Array<keyof Props>;
			return names.some((name) => !Object.is(next[name], this.props[name]));
		}

		override render() {
			return html`<${drawn} ...${this.props} />`;
		}
	};
}
