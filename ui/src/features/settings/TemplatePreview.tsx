import { CircleCheck, TriangleAlert } from "lucide-react";
import { Icon } from "@/components/Icon";
import { lengthWords } from "@/features/outreach/Counter";
import { channelOf, fieldOf, hasSubject } from "@/features/outreach/words";
import type { Channel } from "@/generated/commands";
import { useCommand } from "@/lib/data";
import { sampleRecord } from "./templateSample";
import css from "./templates.module.css";

/** What a paid LinkedIn account may write with an invitation, and a free one. */
const INVITATION = { paid: 300, free: 200 };

/** A template as it would read for a made-up person, counted as its channel counts. */
export function TemplatePreview(props: {
  channel: Channel;
  subject: string;
  body: string;
  nameOnly: boolean;
}) {
  const { channel, subject, body, nameOnly } = props;
  const { data: settings } = useCommand("settings_get", {});
  const preview = useCommand(
    "draft_render",
    {
      channel,
      template: body,
      ...(hasSubject(channel) ? { subject_template: subject } : {}),
      data: sampleRecord(nameOnly),
      limits: {
        linkedin_connection: settings?.linkedin_paid_account ? INVITATION.paid : INVITATION.free,
      },
    },
    { enabled: body.trim() !== "", keep: true },
  );
  const rendered = preview.data;
  if (body.trim() === "") {
    return <p className={css.nothing}>The preview appears here as you write.</p>;
  }
  if (preview.error) {
    return (
      <p className={css.unreadable} role="status" data-testid="preview-error">
        {preview.error.message}
      </p>
    );
  }
  if (!rendered) return null;
  return (
    <figure className={css.preview} aria-label="Preview" data-testid="preview">
      {rendered.subject ? <p className={css.previewSubject}>{rendered.subject}</p> : null}
      <p className={css.previewText} dir="auto">
        {rendered.text}
      </p>
      <figcaption className={css.previewFoot} data-fits={rendered.fits}>
        <span className={css.length}>
          <Icon of={rendered.fits ? CircleCheck : TriangleAlert} />
          <span className="figures">
            {lengthWords(rendered.characters, rendered.limit, channelOf(channel).label)}
          </span>
        </span>
        {rendered.unresolved.map((field) => (
          <span key={field}>Missing in the record: {fieldOf(field)}.</span>
        ))}
        {rendered.warnings.map((warning) => (
          <span key={warning}>{warning}</span>
        ))}
      </figcaption>
    </figure>
  );
}
