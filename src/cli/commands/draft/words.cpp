#include "cli/commands/draft/words.hpp"

#include <fmt/format.h>

#include "base/shell.hpp"
#include "base/text.hpp"
#include "cli/core/heading.hpp"
#include "cli/core/next_commands.hpp"
#include "render/core/fact_words.hpp"
#include "render/core/findings.hpp"
#include "render/core/wrap.hpp"

namespace secokr::cli {
namespace {

/// A value on one line, without the name that a milestone repeats.
std::string shown(const documents::FactChange& fact, const std::string& value) {
  const std::string text = base::strip_controls(base::single_spaced(value));
  const std::string name = fact.field + ": ";
  return text.starts_with(name) ? text.substr(name.size()) : text;
}

std::string changed_line(const documents::FactChange& fact) {
  const std::string before = shown(fact, fact.before);
  const std::string after = shown(fact, fact.after);
  if (const auto told = render::fact_words(fact.field, base::strip_controls(fact.team), before, after))
    return fmt::format("{}: {}", told->name, told->words);
  if (before.empty()) return fmt::format("{}: {}", fact.field, after);
  return fmt::format("{}: {} -> {}", fact.field, before, after.empty() ? "(none)" : after);
}

}  // namespace

std::string quoted(const std::vector<std::string>& references) {
  return fmt::format("\"{}\"", base::join(references, "\", \""));
}

void print_findings(Context& context, Quarter quarter, const std::vector<Finding>& findings) {
  if (context.format() != "text" || findings.empty()) return;
  context.print("\n" + render::findings_text({.quarter = to_string(quarter), .checked = 1, .findings = findings},
                                             context.page()));
}

void print_changed(Context& context, const std::vector<app::ChangedPart>& parts) {
  if (context.format() != "text" || parts.empty()) return;
  constexpr std::size_t indent = 2;
  for (const app::ChangedPart& part : parts) {
    context.print(base::strip_controls(part.name) + "\n");
    for (const documents::FactChange& fact : part.facts)
      context.print(render::wrap_indented(changed_line(fact), context.page().width, indent));
  }
  context.print("\n");
}

Expected<ApplyResult> write_change(Context& context, Quarter quarter, std::string_view verb,
                                   const app::DraftChange& change, const ApplyRequest& request) {
  print_heading(context, quarter, fmt::format("{} {}", verb, base::shell_quoted(change.name)));
  print_changed(context, change.changes);
  SECOKR_TRY(ApplyResult result, apply(context, change.set, request));
  if (!change.set.empty()) print_findings(context, quarter, change.findings);
  return result;
}

void tell_amendment(Context& context, Quarter quarter, const std::string& reference) {
  context.say(fmt::format("{} is published: this takes effect with {} (F4)", base::shell_quoted(reference),
                          typed_next(context, quarter, "finalize --amend", TypedBy::somebody_else)));
}

}  // namespace secokr::cli
