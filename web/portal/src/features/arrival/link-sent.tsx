import { Step } from '../../components/step.tsx';

/** The same words whether anyone is known by that link or address. */
export const LinkSent = () => <Step title="sent.title" why="sent.why" />;
