import { useCommand } from "@/lib/data";
import { usePlace } from "@/lib/place";
import { CancelSheet } from "./CancelSheet";
import { EditSheet } from "./EditSheet";
import { JoinSheet } from "./JoinSheet";
import { MoveSheet } from "./MoveSheet";
import { OutcomeSheet } from "./OutcomeSheet";
import { RepairSheet } from "./repair/RepairSheet";

const forms = {
  reschedule: MoveSheet,
  cancel: CancelSheet,
  join: JoinSheet,
  outcome: OutcomeSheet,
  edit: EditSheet,
  repair: RepairSheet,
} as const;

/** The form of an interview that the address asks for, as `do=cancel` with the interview's id. */
export function InterviewForms() {
  const place = usePlace();
  const name = place.do;
  const id = place.for ?? place.id;
  const known = name !== undefined && Object.hasOwn(forms, name);
  const { data } = useCommand(
    "interview_get",
    { id: id ?? "" },
    { enabled: known && id !== undefined },
  );
  if (!known || !data || data.id !== id) return null;
  const Form = forms[name as keyof typeof forms];
  return (
    <Form interview={data} onClose={() => place.set({ do: undefined, for: undefined }, true)} />
  );
}
