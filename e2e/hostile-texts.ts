/** What would run, if any page took text for markup, an address or code. Each calls `struck`, which a test watches. */
const strikes = [
  '<script>struck()</script>',
  '<img src=x onerror=struck()>',
  '<svg onload=struck()>',
  '<svg><script>struck()</script></svg>',
  '<iframe srcdoc="<script>parent.struck()</script>">',
  '<iframe src="javascript:parent.struck()">',
  '<a href="javascript:struck()" autofocus onfocus=struck()>x</a>',
  '<input autofocus onfocus=struck()>',
  '<details open ontoggle=struck()>',
  '<video src=x onerror=struck()>',
  '<body onload=struck()>',
  '<math><mi xlink:href="javascript:struck()">x</mi></math>',
  '<base href="https://evil.example/">',
  '<meta http-equiv="refresh" content="0;url=javascript:struck()">',
  '<style>@import "javascript:struck()";</style>',
  '<link rel=stylesheet href="javascript:struck()">',
  '<object data="javascript:struck()">',
  '<form action="javascript:struck()"><button autofocus>x</button></form>',
  'javascript:struck()',
  'data:text/html,<script>struck()</script>',
  '{{constructor.constructor("struck()")()}}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a template that has to stay a text.
  '${struck()}',
  '#{struck()}',
  '[x](javascript:struck())',
  '<template><script>struck()</script></template>',
];

/** Ways out of where a text may have been put. */
const wraps: ((strike: string) => string)[] = [
  (strike) => strike,
  (strike) => `">${strike}`,
  (strike) => `'>${strike}`,
  (strike) => `</script>${strike}`,
  (strike) => `</style>${strike}`,
  (strike) => `</textarea></title>${strike}`,
  (strike) => `--><!-- -->${strike}`,
  (strike) => `]]>${strike}`,
  (strike) => `\\"};struck();//${strike}`,
  (strike) => `\u2028struck()//${strike}`,
  (strike) => `\u202e${strike}\u0000`,
  (strike) => strike.replaceAll('<', '\\u003c'),
  (strike) => strike.replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  (strike) => encodeURIComponent(strike),
  (strike) => strike.replaceAll('script', 'ScRiPt').replaceAll(' on', '\n/on'),
  (strike) => `${strike}\r\nSet-Cookie: struck=1`,
  (strike) => `{"__html":${JSON.stringify(strike)}}`,
  (strike) => `${'a'.repeat(300)}${strike}`,
  (strike) => `🜂 ${strike} 视频`,
  (strike) => `<b>${strike}</b`,
];

/** 500 texts, each its own. */
export const hostileTexts: readonly string[] = wraps.flatMap((wrap) => strikes.map(wrap));
