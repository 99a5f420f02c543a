/** Takes the token out of the address, the history and what a bookmark would keep. */
export const forgetToken = (): void => window.history.replaceState(null, '', window.location.pathname);
