#pragma once
#include <optional>
#include <string>

#include <secokr/error.hpp>
#include <secokr/quarter.hpp>

#include "app/core/ports.hpp"
#include "app/dependency/answer.hpp"
#include "cli/core/binder.hpp"
#include "cli/core/context.hpp"
#include "cli/core/spec.hpp"

namespace secokr::cli {

// What the help of the commands that answer says alike.
inline constexpr const char* who_may_answer =
    "The providing team's manager, or anyone above in their line, answers for themselves (D1). The side that asked "
    "(the "
    "DRIs of the key result and the objective, their line, and the CISO) may record an answer for them with "
    "--on-behalf-of and --evidence, and it is shown as such.";
inline constexpr const char* where_answered =
    "Until the key result is published its file is written, afterwards only the dependency's line in its issue. What "
    "was answered before stays in the line.";

/// A verb of `dependency` that writes: what is its own, and what all of them have alike.
CommandSpec dependency_verb(CommandSpec own);

/// What the commands that answer have in common on their lines.
struct AnswerOptions {
  std::optional<std::string> key_result{};
  std::optional<std::string> which{};
  std::optional<std::string> decline_class{};
  bool no_capacity = false;
  std::optional<std::string> reason{};
  std::optional<std::string> on_behalf_of{};
  std::optional<std::string> evidence{};
};
/// `KR [TEAM|Dn]`, `--on-behalf-of`, `--evidence`.
void bind_answer(OptionBinder& binder, AnswerOptions& options);

/// Asks for what is missing, where somebody can be asked, and carries the answer out.
Expected<int> run_answer(Context& context, DependencyVerb verb, const AnswerOptions& options);

/// Shows and applies what a dependency command wants to write; says what it demands next.
Expected<int> carry_out(Context& context, Quarter quarter, const app::DependencyChange& change, std::string nothing);

}  // namespace secokr::cli
