import type { Params, Result } from "@/generated/commands";

// Named after the commands that give them: generated names may change, these do not.

export type OutboxRow = Result<"outbox_list">["rows"][number];
export type OutboxAct = Params<"outbox_act">["act"];
