import { currentSettings } from "./settings";

/** An action that has a key of its own: its lasting name, what it does, and the key until it is changed. */
export interface Binding {
  readonly id: string;
  readonly title: string;
  readonly keys: string;
}

/** Actions that may share a place; within a place a key means one thing. */
export interface BindingGroup {
  readonly title: string;
  /** Whether its keys act on every screen, so that no other group may use them. */
  readonly everywhere?: boolean;
  readonly bindings: readonly Binding[];
}

const binding = (id: string, keys: string, title: string): Binding => ({ id, keys, title });

/** Every key of the window (FEATURES.md section 3, "Key grammar"). */
export const bindingGroups: readonly BindingGroup[] = [
  {
    title: "Anywhere",
    everywhere: true,
    bindings: [
      binding("palette", "mod+k", "Find or do anything"),
      binding("search", "/", "Search this screen"),
      binding("undo", "z", "Undo the last change"),
      binding("keys", "?", "Show these keys"),
      binding("next", "j", "Next in the list"),
      binding("previous", "k", "Previous in the list"),
    ],
  },
  {
    title: "Go to",
    everywhere: true,
    bindings: [
      binding("go_today", "g t", "Today"),
      binding("go_candidates", "g c", "Candidates"),
      binding("go_jobs", "g j", "Jobs"),
      binding("go_schedule", "g s", "Schedule"),
      binding("go_load", "g l", "Load by interviewer and week"),
      binding("go_outreach", "g o", "Outreach"),
      binding("go_outbox", "g b", "Outbox"),
      binding("go_accounts", "g x", "Accounts"),
      binding("go_activity", "g a", "Activity"),
      binding("go_notices", "g n", "Notices"),
      binding("go_settings", "g ,", "Settings"),
    ],
  },
  {
    title: "Make",
    everywhere: true,
    bindings: [
      binding("new_candidate", "n c", "Add a candidate"),
      binding("new_job", "n j", "Add a job"),
      binding("import", "n i", "Import candidates from a file"),
      binding("new_person", "n p", "Add an interviewer"),
      binding("new_pool", "n o", "Add a pool of interviewers"),
      binding("new_plan", "n t", "Add a template of an interview plan"),
      binding("plan_loops", "n l", "Plan loops for all who wait"),
    ],
  },
  {
    title: "On a candidate",
    bindings: [
      binding("candidate_shortlist", "l", "Shortlist, or take off the shortlist"),
      binding("interview_enabled", "i", "Switch interviews on or off"),
      binding("online_interview_enabled", "o", "Switch online interviews on or off"),
      binding("schedule", "s", "Schedule an interview"),
      binding("plan_loop", "shift+l", "Plan the whole loop of interviews"),
      binding("draft", "d", "Draft a message"),
      binding("move_stage", "m", "Move to a stage"),
      binding("match", "p", "Put up for a job"),
      binding("edit", "e", "Edit"),
      binding("reject", "x", "Reject, with a reason"),
      binding("resume", "v", "Show the résumé beside the facts"),
      binding("next_application", "a", "Next application"),
      binding("open_profile", "u", "Open the LinkedIn profile"),
      binding("add_document", "r", "Add a résumé"),
      binding("filter_job", "f", "Show the people of one job"),
      binding("review_later", "Space", "Next candidate to review, deciding later"),
      binding("merge", "mod+Enter", "Merge a pair into one record"),
      binding("merge_swap", "w", "Keep the other record of a pair"),
      binding("different_people", "t", "Say that a pair is two people"),
    ],
  },
  {
    title: "On an interview",
    bindings: [
      binding("reschedule", "r", "Reschedule"),
      binding("cancel_interview", "c", "Cancel, with a reason"),
      binding("join", "shift+j", "Join the room"),
      binding("confirm_outcome", "o", "Say how it ended"),
      binding("open_candidate", "b", "Show the candidate"),
      binding("edit_interview", "e", "Change people, place, link or notes"),
      binding("copy_link", "y", "Copy the meeting link"),
      binding("repair", "f", "Find the smallest change that mends it"),
      binding("invite", "i", "Invite everybody who takes part"),
      binding("read_answer", "m", "Read an answer from a file"),
    ],
  },
  {
    title: "On a held time",
    bindings: [
      binding("hold_confirm", "y", "Make the interview it is held for"),
      binding("hold_release", "x", "Let the time go"),
      binding("hold_candidate", "b", "Show the candidate"),
    ],
  },
  {
    title: "On a loop",
    bindings: [
      binding("loop_commit", "a", "Schedule the whole loop, after a preview"),
      binding("loop_time", ".", "Keep the interview's time, or let it be free"),
      binding("loop_people", ",", "Keep the interview's people, or let them be free"),
      binding("loop_swap", "w", "Let somebody else interview"),
      binding("loop_move", "m", "Move the interview by the arrow keys"),
      binding("loop_again", "f", "Find again around what is kept"),
      binding("loop_reset", "r", "Take back what was changed by hand"),
      binding("loop_skip", "s", "Leave a loop out, or take it in again"),
    ],
  },
  {
    title: "In the schedule",
    bindings: [
      binding("earlier", "h", "Earlier days"),
      binding("later", "l", "Later days"),
      binding("this_week", "t", "Back to today"),
      binding("week_view", "w", "Week"),
      binding("day_view", "d", "Day"),
      binding("agenda_view", "a", "Agenda"),
      binding("people_shown", "p", "Choose whose time is shown"),
      binding("zones_shown", "u", "Choose the zones beside yours"),
    ],
  },
  {
    title: "On a job",
    bindings: [
      binding("board_view", "b", "Board, or list"),
      binding("move_left", "[", "Move the card a stage back"),
      binding("move_right", "]", "Move the card a stage on"),
      binding("edit_job", "e", "Edit the job"),
      binding("card_shortlist", "l", "Shortlist, or take off the shortlist"),
      binding("column_left", "shift+h", "To the column before"),
      binding("column_right", "shift+l", "To the column after"),
      binding("open_card", "o", "Show the candidate"),
      binding("put_up", "p", "Put people up for the job"),
      binding("close_job", "c", "Close the job, or open it again"),
      binding("plan_view", "i", "Plan the interviews, or back to the job"),
    ],
  },
  {
    title: "In an interview plan",
    bindings: [
      binding("plan_add_step", "a", "Add an interview to the plan"),
      binding("plan_copy_step", "d", "Add another interview like this one"),
      binding("plan_remove_step", "x", "Take the interview out of the plan"),
      binding("plan_step_up", "alt+ArrowUp", "Move the interview up"),
      binding("plan_step_down", "alt+ArrowDown", "Move the interview down"),
      binding("plan_order", "o", "Interviews in this order, or in any"),
      binding("plan_save", "mod+Enter", "Save the plan"),
      binding("plan_discard", "u", "Go back to the plan as it is saved"),
      binding("plan_remove", "shift+x", "Remove the plan"),
    ],
  },
  {
    title: "In a pool or a team",
    bindings: [
      binding("add_member", "a", "Add people"),
      binding("promote", "p", "Promote: shadow, reverse shadow, qualified"),
      binding("weight_up", "+", "Give a larger share"),
      binding("weight_down", "-", "Give a smaller share"),
      binding("alternate", "t", "Take only when nobody else is free, or like the others"),
      binding("remove_member", "x", "Take out of the pool or the team"),
      binding("edit_pool", "e", "Edit the name and the skill"),
      binding("remove_pool", "shift+x", "Remove the pool"),
    ],
  },
  {
    title: "In the load",
    bindings: [
      binding("sort_load", "s", "Sort by load, or by name"),
      binding("load_weeks", "m", "Four, eight or twelve weeks"),
    ],
  },
  {
    title: "On a draft",
    bindings: [
      binding("send_draft", "a", "Copy and open the profile"),
      binding("mark_sent", "y", "Say that it was sent"),
      binding("mark_accepted", "c", "Say that the invitation was accepted"),
      binding("mark_replied", "r", "Record the reply"),
      binding("edit_draft", "e", "Edit the text"),
      binding("discard_draft", "x", "Discard the draft, or take it back"),
      binding("new_draft", "d", "Draft a message"),
      binding("new_template", "t", "Add a message template"),
    ],
  },
  {
    title: "In the outbox",
    bindings: [
      binding("outbox_stop", "s", "Stop the message before it leaves"),
      binding("outbox_send", "a", "Send the message now"),
      binding("outbox_hand_over", "o", "Open the message in the mail program"),
      binding("outbox_sent", "y", "Say that the message was sent"),
      binding("outbox_retry", "r", "Try to send the message again"),
      binding("outbox_drop", "x", "Drop the message"),
      binding("outbox_interview", "b", "Show the interview that it is about"),
      binding("outbox_view", "v", "What is to do, or everything"),
      binding("outbox_answer", "m", "Read an answer from a file"),
    ],
  },
  {
    title: "In Accounts",
    bindings: [
      binding("accounts_calendars", "c", "Calendars"),
      binding("accounts_sign_ins", "i", "Sign-ins"),
      binding("accounts_mail", "m", "Mail"),
      binding("accounts_secrets", "v", "Secrets"),
      binding("accounts_log", "l", "What the accounts did"),
      binding("calendar_connect", "a", "Connect a calendar"),
      binding("calendar_sync", "r", "Read the calendars now"),
      binding("calendar_writes", "w", "Write interviews into the next calendar, or into none"),
      binding("mail_set_up", "d", "Say how mail leaves"),
      binding("mail_automatic", "o", "Send invitations by itself, or by hand"),
      binding("account_sign_in", "s", "Sign in, or open the browser again"),
      binding("account_paste", "p", "Paste the address of a sign-in"),
      binding("account_client", "e", "Enter or change the registration"),
      binding("account_test", "t", "Test the connection"),
      binding("account_disconnect", "x", "Disconnect, or cancel the sign-in"),
      binding("vault_unlock", "u", "Unlock the secrets"),
      binding("vault_passphrase", "h", "Set or change the passphrase"),
      binding("vault_rotate", "y", "Renew the key of the secrets"),
    ],
  },
  {
    title: "In Activity",
    bindings: [
      binding("undo_this", "u", "Undo the chosen change"),
      binding("read_all", "r", "Mark all notices as read"),
    ],
  },
];

const byId = new Map(
  bindingGroups.flatMap((group) => group.bindings.map((each) => [each.id, each] as const)),
);

/** The binding of this name. */
export function bindingOf(id: string): Binding | undefined {
  return byId.get(id);
}

/** The key of an action now: the person's own, or the one it came with; undefined without one. */
export function keysOf(id: string): string | undefined {
  return currentSettings().keys[id] ?? byId.get(id)?.keys;
}

/**
 * Why an action cannot have this key: the action that has it already, in words; undefined when it can.
 * Keys of one place must differ, and nobody may take a key that acts everywhere.
 */
export function takenBy(id: string, keys: string): string | undefined {
  const home = bindingGroups.find((group) => group.bindings.some((each) => each.id === id));
  for (const group of bindingGroups) {
    if (group !== home && !group.everywhere && !home?.everywhere) continue;
    for (const other of group.bindings) {
      if (other.id === id) continue;
      const theirs = keysOf(other.id);
      // "g" alone would swallow "g c", and the other way round.
      if (theirs === keys || theirs?.startsWith(`${keys} `) || keys.startsWith(`${theirs} `)) {
        return `${other.title} (${group.title})`;
      }
    }
  }
  return undefined;
}
