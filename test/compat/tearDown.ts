export { default } from '../faults/server/tearDown';
