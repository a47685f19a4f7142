#include "app/drift/list.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "documents/issue/text.hpp"

namespace secokr::app {
namespace {

using documents::KeyResultLine;

constexpr std::string_view list_field = "Key results ";

std::string text_of_line(const KeyResultLine& line) {
  return base::single_spaced(fmt::format("{} {}", line.reference, line.title));
}

/// Every line of a number: one that stands there twice is another than one.
std::string lines_of_number(const std::vector<KeyResultLine>& lines, int number) {
  std::vector<std::string> texts;
  for (const KeyResultLine& line : lines)
    if (line.number == number) texts.push_back(text_of_line(line));
  return base::join(texts, "; ");
}

}  // namespace

std::vector<documents::FactChange> list_changes(const workspace::PublishedIssue& entry, const BlockIssue& issue) {
  std::vector<documents::FactChange> changes;
  const auto& block = issue.block;
  if (entry.kind != OkrKind::objective || !block) return changes;
  const auto agreed = documents::read_block(entry.kind, entry.block).key_results;
  std::vector<int> numbers;
  for (const auto* lines : {&agreed, &block->key_results})
    for (const KeyResultLine& line : *lines)
      if (std::ranges::find(numbers, line.number) == numbers.end()) numbers.push_back(line.number);
  std::ranges::sort(numbers);
  for (const int number : numbers) {
    std::string before = lines_of_number(agreed, number);
    std::string after = lines_of_number(block->key_results, number);
    if (before != after)
      changes.push_back({fmt::format("{}{}", list_field, number), std::move(before), std::move(after)});
  }
  return changes;
}

std::optional<std::string> listed_in(std::string_view description, std::string_view field) {
  const std::string folded = base::fold_case(list_field);
  const std::string wanted = base::fold_case(field);
  if (!wanted.starts_with(folded)) return std::nullopt;
  const auto number = base::parse_number(std::string_view(wanted).substr(folded.size()));
  const auto block = documents::find_block(description);
  if (!number || !block) return std::string();
  return lines_of_number(block->key_results, static_cast<int>(*number));
}

std::string list_hint(const documents::FactChange& change) {
  const std::string number = change.field.substr(list_field.size());
  if (change.before.empty()) return fmt::format("Take the line of KR{} out of the list in the issue's text", number);
  return fmt::format("Put the line back into the list in the issue's text: - KR{}: {}", number, change.before);
}

}  // namespace secokr::app
