import { TextField } from "@/components/Form";
import { zonesLike } from "./words";

/** Who somebody is. */
interface Who {
  full_name: string;
  email: string;
}

interface Fields<T> {
  draft: T;
  errorOf: (field: keyof T & string) => string | undefined;
  onChange: (part: Partial<T>) => void;
}

/** The name and the e-mail address of a person or a user. */
export function WhoFields({ draft, errorOf, onChange }: Fields<Who>) {
  return (
    <>
      <TextField
        label="Name"
        value={draft.full_name}
        error={errorOf("full_name")}
        first
        required
        onChange={(full_name) => onChange({ full_name })}
      />
      <TextField
        label="E-mail"
        type="email"
        value={draft.email}
        error={errorOf("email")}
        onChange={(email) => onChange({ email })}
      />
    </>
  );
}

/** The zone whose clock somebody lives by, with names to choose from while typing. */
export function ZoneField(
  props: Fields<{ time_zone: string }> & { label: string; note?: string; placeholder?: string },
) {
  const { draft, errorOf, onChange, ...words } = props;
  return (
    <TextField
      {...words}
      suggestions={zonesLike(draft.time_zone)}
      value={draft.time_zone}
      error={errorOf("time_zone")}
      required
      onChange={(time_zone) => onChange({ time_zone })}
    />
  );
}
