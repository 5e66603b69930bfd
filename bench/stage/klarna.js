/*
 * A stand-in for Klarna's SDK that does nothing but note when it is called: the time that the real one
 * takes is the same for everybody. Where the look of a purchase matters, the simulator stands in instead.
 */
(() => {
  const at = {};
  window.klarnaCalledAt = at;
  const note = (name) => {
    at[name] ??= performance.mark(`bench:${name}`).startTime;
  };
  const answer = (callback, result) => setTimeout(() => callback?.(result));
  const TOKEN = { approved: true, show_form: true, authorization_token: 'an-authorization-token' };
  const Payments = {
    init: () => note('init'),
    load(options, data, callback) {
      note('load');
      answer(callback ?? data, { show_form: true });
    },
    authorize(options, data, callback) {
      note('authorize');
      window.klarnaWasSent = data;
      answer(callback, TOKEN);
    },
    on: () => undefined,
    off: () => undefined,
  };
  window.Klarna = { Payments };
  note('here');
  window.klarnaAsyncCallback?.();
})();
