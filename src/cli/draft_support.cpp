#include "cli/draft_support.hpp"

#include <fmt/format.h>

#include "base/shell.hpp"
#include "base/text.hpp"
#include "cli/next_commands.hpp"
#include "render/fact_words.hpp"
#include "render/findings.hpp"
#include "render/wrap.hpp"

namespace secokr::cli {
namespace {

bool repeats(const FieldFlag& flag) { return flag.field == "Dependency" || flag.field == "Milestone"; }

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

void print_heading(Context& context, Quarter quarter, std::string_view what) {
  if (context.format() == "text") context.print(fmt::format("{} · {}\n", to_string(quarter), what));
}

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

void tell_amendment(Context& context, Quarter quarter, const std::string& reference) {
  context.say(fmt::format("{} is published: this takes effect with {} (F4)", base::shell_quoted(reference),
                          typed_next(context, quarter, "finalize --amend", TypedBy::somebody_else)));
}

void bind_fields(OptionBinder& binder, std::vector<FieldFlag>& flags) {
  for (FieldFlag& flag : flags)
    binder.texts(app::flag_of(flag.field), flag.values, std::string(flag.help), std::string(flag.value_name))
        .repeatable = repeats(flag);
}

app::Answers answers_of(const std::vector<FieldFlag>& flags) {
  app::Answers answers;
  for (const FieldFlag& flag : flags) {
    for (std::size_t i = repeats(flag) || flag.values.empty() ? 0 : flag.values.size() - 1; i < flag.values.size(); ++i)
      answers.push_back({std::string(flag.field), flag.values[i]});
  }
  return answers;
}

Typed typed(const Context& context, const std::string& command, const app::Answers& answers) {
  Typed all(context, command);
  for (const app::Answer& answer : answers) all.add(app::flag_of(answer.field), std::string_view{answer.text});
  return all;
}

}  // namespace secokr::cli
