/** What every step needs to know. */
export type StepProps = { clientId: string; mayEdit: boolean };
