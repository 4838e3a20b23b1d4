"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { useOptimistic, useState, useTransition } from "react";
import { rich } from "#components/rich.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { InlineAlert } from "#components/ui/inline-alert.tsx";
import { Link } from "#components/ui/link.tsx";
import { t } from "#lib/text.ts";
import { moveRuleAction } from "../rule-actions.ts";

type Rule = { id: string; license: string; group: { id: string; name: string } };

type Move = { from: number; to: number };

function moved(rules: Rule[], { from, to }: Move): Rule[] {
  const rule = rules[from];
  return rule ? rules.toSpliced(from, 1).toSpliced(to, 0, rule) : rules;
}

/** All rules, first to last; moved one place at a time. */
export function RulesList({ rules, mayMove }: { rules: Rule[]; mayMove: boolean }) {
  const [shown, show] = useOptimistic(rules, moved);
  const [pending, startTransition] = useTransition();
  const [problem, setProblem] = useState<string>();

  const move = (from: number, to: number) =>
    startTransition(async () => {
      const rule = shown[from];
      if (!rule) return;
      show({ from, to });
      const { ok, message } = await moveRuleAction(rule.id, to + 1);
      setProblem(ok ? undefined : (message ?? t("This could not be moved.")));
    });

  return (
    <div className="grid gap-3">
      {problem && <InlineAlert tone="bad">{problem}</InlineAlert>}
      <ol aria-label={t("License rules in order")} aria-busy={pending} className="divide-y divide-line border-line border-y">
        {shown.map((rule, at) => (
          <li key={rule.id} className="flex min-h-12 items-center gap-4 py-1.5">
            <span aria-hidden className="w-6 shrink-0 text-right text-faint tabular-nums">
              {at + 1}
            </span>
            <span className="min-w-0 flex-1 text-pretty">
              <Link href={`/groups/${rule.group.id}`} className="break-words">
                {rule.group.name}
              </Link>{" "}
              {rich("gets {license}", { license: <span className="font-medium">{rule.license}</span> })}
            </span>
            {mayMove && (
              <span className="flex shrink-0 gap-1">
                <IconButton
                  label={t("Move up: {license} for {group}", { license: rule.license, group: rule.group.name })}
                  icon={<ArrowUp size={16} />}
                  disabled={pending || at === 0}
                  onClick={() => move(at, at - 1)}
                />
                <IconButton
                  label={t("Move down: {license} for {group}", { license: rule.license, group: rule.group.name })}
                  icon={<ArrowDown size={16} />}
                  disabled={pending || at === shown.length - 1}
                  onClick={() => move(at, at + 1)}
                />
              </span>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}
