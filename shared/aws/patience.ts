/** How long a call to AWS may take before it is tried again, in milliseconds: a caller of ours waits behind it. */
export const patience = { requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000 } };
