/* Says when the record has changed since the page was made; what is shown moves only when asked. */
(() => {
  'use strict';
  const { pulse } = document.body.dataset;
  const news = document.getElementById('desk-news');
  if (!pulse || !news || !window.EventSource) return;
  const told = reports => reports === 1 ? '1 new report' : reports > 1 ? `${reports} new reports` : 'Changed';
  let source = null;
  const listen = () => {
    if (source) return;
    source = new EventSource(`/live?since=${encodeURIComponent(pulse)}`);
    source.addEventListener('changed', event => {
      const { reports } = JSON.parse(event.data);
      const button = document.createElement('a');
      button.href = location.href.split('#')[0];
      button.textContent = told(reports);
      button.addEventListener('click', pressed => { pressed.preventDefault(); location.reload(); });
      news.replaceChildren(button);
    });
  };
  const leave = () => { source?.close(); source = null; };
  document.addEventListener('visibilitychange', () => document.hidden ? leave() : listen());
  addEventListener('pagehide', leave);
  if (!document.hidden) listen();
})();
