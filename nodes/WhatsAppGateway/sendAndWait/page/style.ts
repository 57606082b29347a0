import { createHash } from 'node:crypto';

/**
 * How the page looks: one column, large enough for thumbs, light or dark as the phone is. A button that was
 * tapped takes no second tap; the page has no script that could see to it.
 */
export const pageStyle = `
:root{color-scheme:light dark;--back:#f0f2f1;--card:#fff;--text:#16201c;--soft:#5a6762;--line:#d5dcd9;--main:#0b6b4f;--on:#fff}
@media(prefers-color-scheme:dark){:root{--back:#0e1412;--card:#18211e;--text:#e8eeeb;--soft:#9dada6;--line:#33413b;--main:#35c08e;--on:#06231a}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--back);color:var(--text);font:1.0625rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
main{max-width:30rem;margin:0 auto;padding:max(1rem,env(safe-area-inset-top)) 1rem 2rem}
.card{background:var(--card);border:1px solid var(--line);border-radius:1rem;padding:1.25rem}
h1{font-size:1.375rem;line-height:1.3;margin:0 0 .5rem}
h2{font-size:.9375rem;color:var(--soft);margin:1.25rem 0 .5rem}
p{margin:0}
p+p{margin-top:.75rem}
.words{white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:plaintext;text-align:start}
.answers{margin-top:1.25rem}
button{display:block;width:100%;min-height:3.25rem;margin:.625rem 0 0;padding:.75rem 1rem;border:1px solid var(--main);border-radius:.75rem;background:transparent;color:var(--main);font:inherit;font-weight:600;text-align:center;overflow-wrap:anywhere;cursor:pointer;-webkit-appearance:none;appearance:none;touch-action:manipulation}
button.first{background:var(--main);color:var(--on)}
.list button{border-color:var(--line);color:var(--text);text-align:start}
button small{display:block;color:var(--soft);font-size:.9375rem;font-weight:400}
button:focus-visible{outline:3px solid var(--main);outline-offset:2px}
button:active{opacity:.7}
form:has(button:focus:not(:focus-visible):not(:active)) button{pointer-events:none;opacity:.6}
.soft{color:var(--soft);font-size:.9375rem}
.card+.soft{margin:1rem .25rem 0}
.notice{border-inline-start:4px solid var(--main);padding-inline-start:.75rem;margin-bottom:1rem;font-weight:600}
.quote{margin-top:1rem;padding-top:1rem;border-top:1px solid var(--line)}
code{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:.9375em}
`;

/** The source under which a policy lets this style in, and no other. */
export const pageStyleSource = `'sha256-${createHash('sha256').update(pageStyle).digest('base64')}'`;
