/** What an e-mail says, twice: as text and as simple HTML. */
export type Letter = { subject: string; text: string; html: string };

type Content = {
  subject: string;
  paragraphs: readonly string[];
  /** Where to go on. */
  link: { label: string; url: string };
  /** Why this arrived, beneath. */
  footer: string;
};

/** Inline styles alone: e-mail programs know nothing else. */
export function letter({ subject, paragraphs, link, footer }: Content): Letter {
  const text = [...paragraphs, `${link.label}:\n${link.url}`, `-- \n${footer}`].join("\n\n");
  const html = `<!doctype html>
<html lang="en"><body style="margin:0;padding:24px;font:16px/24px system-ui,sans-serif;color:#1c1e24;background:#ffffff">
<div style="max-width:32rem;margin:0 auto">
<h1 style="font-size:20px;line-height:28px;margin:0 0 16px">${escaped(subject)}</h1>
${paragraphs.map((paragraph) => `<p style="margin:0 0 16px">${escaped(paragraph)}</p>`).join("\n")}
<p style="margin:24px 0"><a href="${escaped(link.url)}" style="display:inline-block;padding:10px 18px;border-radius:6px;background:#1f5fc9;color:#ffffff;text-decoration:none">${escaped(link.label)}</a></p>
<p style="margin:24px 0 0;font-size:13px;line-height:20px;color:#5c6270">${escaped(footer)}</p>
</div></body></html>`;
  return { subject: subject.replace(/\s+/g, " "), text, html };
}

const escaped = (text: string) =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`).replaceAll("\n", "<br>");
