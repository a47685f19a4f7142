#include <fmt/format.h>

#include "base/text.hpp"
#include "render/core/fact_words.hpp"
#include "render/core/markdown.hpp"
#include "render/core/sentence.hpp"
#include "render/review/sections.hpp"

namespace secokr::render {
namespace {

constexpr std::size_t k_hash_shown = 8;
constexpr std::size_t k_columns_shown = 160;

/// A milestone's text begins with its name, which the field says already.
std::string value(std::string_view text, const std::string& field) {
  if (text.empty()) return "nothing";
  if (text.starts_with(field + ": ")) text.remove_prefix(field.size() + 2);
  return markdown_unmentioned(base::ellipsize(base::single_spaced(text), k_columns_shown));
}

/// Of an objective that is new or gone; a key result has none.
std::string status_words(const ReviewChange& change) {
  if (change.fields.empty()) return {};
  const ReviewedField& status = change.fields.front();
  return fmt::format(" ({})", status.before.empty() ? status.after : status.before);
}

std::string field_line(const ReviewedField& field) {
  if (const auto told = fact_words(field.field, field.team, field.before, field.after))
    return fmt::format("  - {}: {}\n", markdown_text(told->name), value(told->words, told->name));
  return fmt::format("  - {}: {} → {}\n", markdown_text(field.field), value(field.before, field.field),
                     value(field.after, field.field));
}

std::string change_lines(const ReviewChange& change) {
  const std::string subject = markdown_text(change.subject);
  switch (change.kind) {
    case ReviewChange::Kind::added:
      return fmt::format("- **{}** is new{}: {}\n", subject, status_words(change), markdown_text(change.title));
    case ReviewChange::Kind::gone:
      return fmt::format("- **{}** is gone{}: {}\n", subject, status_words(change), markdown_text(change.title));
    case ReviewChange::Kind::changed:
      break;
  }
  std::string lines = fmt::format("- **{}**\n", subject);
  for (const ReviewedField& field : change.fields) lines += field_line(field);
  return lines;
}

}  // namespace

std::string review_changes(const ReviewHistory& history) {
  std::string text = "## What changed since the last review\n\n";
  if (!history.absent.empty()) return text + sentence(markdown_unmentioned(history.absent)) + ".\n";
  text += fmt::format("Compared with {} (commit `{}` of {}); edits that are not committed count.\n\n",
                      markdown_text(history.base), history.commit.substr(0, k_hash_shown), to_string(history.on));
  if (history.changes.empty())
    text += history.withheld ? "No objective that is shown here changed.\n" : "No objective changed.\n";
  for (const ReviewChange& change : history.changes) text += change_lines(change);
  text += !history.decisions.empty() ? "\nNew on the record:\n\n"
          : history.withheld         ? "\nThe record has no new line that is shown here.\n"
                                     : "\nThe record has no new line.\n";
  for (const std::string& decision : history.decisions) text += fmt::format("- {}\n", markdown_unmentioned(decision));
  return text;
}

}  // namespace secokr::render
