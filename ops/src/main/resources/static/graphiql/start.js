'use strict';

// The token comes from the address's fragment, which never leaves the browser, or from the box on the page. It is kept
// for this tab only and taken out of the address at once, so that it is not copied along with a link.
(function () {
  const KEY = 'dermatrail.token';
  const match = /[#&]token=([^&]+)/.exec(window.location.hash);
  if (match) {
    window.sessionStorage.setItem(KEY, decodeURIComponent(match[1]));
    window.history.replaceState(null, '', window.location.pathname + window.location.search);
  }

  const box = document.getElementById('token');
  const who = document.getElementById('who');
  let token = window.sessionStorage.getItem(KEY) || '';

  const FIRST = [
    '# What may I ask? Press the button to run this.',
    '{',
    '  me { account role may }',
    '  studies { code title }',
    '  cohort(facets: [{field: "diagnosis"}, {field: "ageYears", interval: 10}]) {',
    '    participantCount { value state }',
    '    lesionCount { value state }',
    '    captureCount { value state }',
    '    facets { field buckets { value count { value } } missing { value } }',
    '    suppressed',
    '    position',
    '  }',
    '}',
    ''
  ].join('\n');

  async function fetcher(params, options) {
    const headers = Object.assign(
      { 'Content-Type': 'application/json', 'Accept': 'application/json' },
      token ? { 'Authorization': 'Bearer ' + token } : {},
      (options && options.headers) || {});
    const reply = await fetch('/graphql', {
      method: 'POST', headers: headers, body: JSON.stringify(params), credentials: 'omit'
    });
    return reply.json();
  }

  async function greet() {
    if (!token) {
      who.textContent = 'not signed in';
      return;
    }
    const reply = await fetcher({ query: '{ me { account role } }' });
    who.textContent = reply.data && reply.data.me
      ? reply.data.me.account + ' (' + reply.data.me.role.toLowerCase().replace('_', ' ') + ')'
      : 'this token lets nobody in';
  }

  const root = ReactDOM.createRoot(document.getElementById('graphiql'));
  let shown = 0;

  function show() {
    // A new key makes GraphiQL read the schema again, now as whoever the token belongs to.
    shown += 1;
    root.render(React.createElement(GraphiQL, {
      key: shown,
      fetcher: fetcher,
      defaultQuery: FIRST,
      defaultEditorToolsVisibility: true,
      shouldPersistHeaders: false
    }));
    greet();
  }

  document.getElementById('token-form').addEventListener('submit', function (event) {
    event.preventDefault();
    token = box.value.trim();
    box.value = '';
    window.sessionStorage.setItem(KEY, token);
    show();
  });

  show();
})();
