import htm from 'htm';
import { h, type ComponentChildren, type VNode } from 'preact';

/** Anything that can stand between two tags. */
export type Children = ComponentChildren;

/** Markup as elements: what is filled in is text or an element, and never parsed. */
export const html = htm.bind<VNode>(h as never);
