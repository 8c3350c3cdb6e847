import { ArrowUpFromLine, UserMinus } from "lucide-react";
import { Kbd } from "@/components/Kbd";
import { AddField } from "@/components/Pick";
import { ToolButton } from "@/components/ToolButton";
import { useActions } from "@/lib/actions";
import { useCommand } from "@/lib/data";
import { leaveField } from "@/lib/leaveField";
import { useChosen } from "../useChosen";
import css from "./pools.module.css";
import type { Member, Pool, Training } from "./shapes";
import { usePoolChange } from "./usePoolChange";
import { memberWords, nextTraining, trainingName, trainings, WEIGHTS, weightWords } from "./words";

const personOf = ({ person_id }: Member) => person_id;
const NOBODY = "Choose a member first, with the arrows.";

/** The members of a pool: weight, training, alternates; arrows choose one, its keys change it. */
export function PoolMembers({ pool }: { pool: Pool }) {
  const people = useCommand("person_list", { limit: 500 });
  const { members, change, changeOne } = usePoolChange(pool);
  const { list, chosen: member, choose, leave } = useChosen(members, personOf);
  const train = (who: Member, training: Training) =>
    changeOne(
      who.person_id,
      { training },
      `${who.full_name}: ${trainingName(training).toLowerCase()} in ${pool.name}.`,
    );
  const weigh = (who: Member, weight: number) =>
    changeOne(
      who.person_id,
      { weight },
      `${who.full_name} takes ${weightWords(weight)} of ${pool.name}.`,
    );
  const turn = (who: Member) =>
    changeOne(
      who.person_id,
      { alternate: !who.alternate },
      who.alternate
        ? `${who.full_name} is taken like the others.`
        : `${who.full_name} is taken only when nobody else is free.`,
    );
  const drop = (who: Member) => {
    if (who === member) leave();
    change(
      members.filter(({ person_id }) => person_id !== who.person_id),
      `${who.full_name} is out of ${pool.name}.`,
    );
  };
  const [least, most] = WEIGHTS;
  const after = member && nextTraining(member.training);
  const name = member?.full_name;
  useActions([
    {
      id: "add_member",
      title: `Add people to ${pool.name}`,
      run: () => document.querySelector<HTMLElement>("[data-testid=add-member]")?.focus(),
    },
    {
      id: "promote",
      title:
        member && after ? `Promote ${name} to ${trainingName(after).toLowerCase()}` : "Promote",
      locked: !member ? NOBODY : after ? undefined : `${name} is qualified already.`,
      run: () => member && after && train(member, after),
    },
    {
      id: "weight_up",
      title: `Give ${name ?? "a member"} a larger share`,
      locked: !member
        ? NOBODY
        : member.weight >= most
          ? `${most} is the largest weight.`
          : undefined,
      run: () => member && weigh(member, member.weight + 1),
    },
    {
      id: "weight_down",
      title: `Give ${name ?? "a member"} a smaller share`,
      locked: !member
        ? NOBODY
        : member.weight <= least
          ? `${least} is the smallest weight.`
          : undefined,
      run: () => member && weigh(member, member.weight - 1),
    },
    {
      id: "alternate",
      title: member?.alternate
        ? `Take ${name} like the others`
        : `Take ${name ?? "a member"} only when nobody else is free`,
      locked: member ? undefined : NOBODY,
      run: () => member && turn(member),
    },
    {
      id: "remove_member",
      title: `Take ${name ?? "a member"} out of ${pool.name}`,
      locked: member ? undefined : NOBODY,
      run: () => member && drop(member),
    },
  ]);
  const free = (people.data?.items ?? []).filter(
    (person) => !members.some(({ person_id }) => person_id === person.id),
  );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc leaves the fields inside
    <div className={css.members} onKeyDown={leaveField}>
      {members.length === 0 ? (
        <p className="muted">
          Nobody is in it yet. Type a name below; who is added is qualified until you say otherwise.
        </p>
      ) : (
        <ul ref={list} className={css.rows} aria-label="Members" data-testid="members">
          {members.map((each) => (
            <MemberRow
              key={each.person_id}
              member={each}
              chosen={each === member}
              onChoose={() => choose(each.person_id)}
              onTrain={(training) => train(each, training)}
              onWeigh={(weight) => weigh(each, weight)}
              onTurn={() => turn(each)}
              onDrop={() => drop(each)}
            />
          ))}
        </ul>
      )}
      <AddField
        label="Add people"
        placeholder="Type a name"
        nothing={
          people.data?.items.length === 0 ? "There are no interviewers yet." : "All are in it."
        }
        options={free.map((person) => ({
          id: person.id,
          name: person.full_name,
          note: person.time_zone.replaceAll("_", " "),
        }))}
        testId="add-member"
        onPick={({ id, name: added }) => {
          choose(id);
          const made: Member = {
            person_id: id,
            full_name: added,
            weight: 1,
            training: "qualified",
            alternate: false,
          };
          change([...members, made], `${added} is in ${pool.name}.`);
        }}
      />
      <p className={css.hint}>
        Arrows choose somebody; <Kbd action="promote" /> promotes, <Kbd action="weight_up" /> and{" "}
        <Kbd action="weight_down" /> change the share, <Kbd action="alternate" /> makes an
        alternate, <Kbd action="remove_member" /> takes out.
      </p>
    </div>
  );
}

function MemberRow(props: {
  member: Member;
  chosen: boolean;
  onChoose: () => void;
  onTrain: (training: Training) => void;
  onWeigh: (weight: number) => void;
  onTurn: () => void;
  onDrop: () => void;
}) {
  const { member, chosen } = props;
  const name = member.full_name;
  const next = nextTraining(member.training);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the arrows choose
    <li
      className={css.member}
      tabIndex={chosen ? 0 : -1}
      aria-label={`${name}: ${memberWords(member)}`}
      aria-current={chosen || undefined}
      data-chosen={chosen || undefined}
      data-testid="member"
      onClick={props.onChoose}
    >
      <bdi className={css.name}>{name}</bdi>
      <select
        className={css.field}
        aria-label={`Training of ${name}`}
        title={trainings.find(([each]) => each === member.training)?.[2]}
        value={member.training}
        onChange={(event) => props.onTrain(event.target.value as Training)}
      >
        {trainings.map(([training, word]) => (
          <option key={training} value={training}>
            {word}
          </option>
        ))}
      </select>
      <select
        className={css.field}
        aria-label={`Share of ${name}`}
        value={member.weight}
        onChange={(event) => props.onWeigh(Number(event.target.value))}
      >
        {Array.from({ length: WEIGHTS[1] }, (_, place) => place + 1).map((weight) => (
          <option key={weight} value={weight}>
            {weightWords(weight)}
          </option>
        ))}
      </select>
      <label className={css.check}>
        <input type="checkbox" checked={member.alternate} onChange={props.onTurn} />
        Alternate
      </label>
      <span className={css.tools}>
        <ToolButton
          icon={ArrowUpFromLine}
          label={`Promote ${name}${next ? ` to ${trainingName(next).toLowerCase()}` : ""}`}
          tip={next ? `Promote to ${trainingName(next).toLowerCase()}  P` : ""}
          tipAt="end"
          locked={next ? undefined : `${name} is qualified already`}
          onPress={() => next && props.onTrain(next)}
        />
        <ToolButton
          icon={UserMinus}
          label={`Take ${name} out`}
          tip="Take out  X"
          tipAt="end"
          onPress={props.onDrop}
        />
      </span>
    </li>
  );
}
