// Whether the app stands in a partner's frame, at a counter; and if so, that it begins at the counter's page.

/** True on `/embed.html`, the address that partners' frames open. */
export const isEmbedded: boolean = process.env.TARO_ENV === 'h5' && window.location.pathname.endsWith('/embed.html');

// A reloaded frame has no customer, so it begins anew, wherever it was. Set before the router reads the address.
if (isEmbedded) window.history.replaceState(null, '', '#/pages/counter/index');
