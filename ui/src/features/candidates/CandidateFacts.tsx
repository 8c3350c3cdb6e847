import { ExternalLink } from "lucide-react";
import { Button } from "@/components/Button";
import { Facts, Section } from "@/components/Split";
import type { Candidate } from "@/lib/shapes";
import { dotted } from "@/lib/words";
import css from "./candidates.module.css";
import { useOpenProfile } from "./useCandidateActions";

/** Who somebody is and how to reach them, with tags and notes. */
export function CandidateFacts({ candidate }: { candidate: Candidate }) {
  const { emails, phones, links, company, title, linkedin_url } = candidate;
  const openProfile = useOpenProfile();
  return (
    <>
      <Facts
        facts={[
          ["Works as", dotted(title, company)],
          ["Location", candidate.location],
          ["Time zone", candidate.time_zone?.replaceAll("_", " ")],
          ["E-mail", emails.length > 0 && <Several values={emails} />],
          ["Phone", phones.length > 0 && <Several values={phones} />],
          ["LinkedIn", linkedin_url?.replace(/^https:\/\/(www\.)?/, "")],
          ["Links", links?.length > 0 && <Several values={links} />],
          ["Source", candidate.source],
          ["Tags", candidate.tags.length > 0 && <Chips values={candidate.tags} />],
        ].map(([name, value]) => [String(name), value === false ? null : value] as const)}
      />
      {linkedin_url ? (
        <div className={css.buttons}>
          <Button
            label="Open LinkedIn profile"
            icon={ExternalLink}
            action="open_profile"
            onPress={() => openProfile(linkedin_url)}
          />
        </div>
      ) : null}
      {candidate.notes ? (
        <Section title="Notes">
          <p className={css.prose} dir="auto">
            {candidate.notes}
          </p>
        </Section>
      ) : null}
      {candidate.skills.length > 0 ? (
        <Section title="Skills">
          <Chips values={candidate.skills} />
        </Section>
      ) : null}
    </>
  );
}

function Several({ values }: { values: readonly string[] }) {
  return (
    <ul>
      {values.map((value) => (
        <li key={value}>
          <bdi>{value}</bdi>
        </li>
      ))}
    </ul>
  );
}

function Chips({ values }: { values: readonly string[] }) {
  return (
    <ul className={css.chips}>
      {values.map((value) => (
        <li key={value}>
          <bdi>{value}</bdi>
        </li>
      ))}
    </ul>
  );
}
