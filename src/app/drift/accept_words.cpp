#include "app/drift/accept_words.hpp"

#include <fmt/format.h>

#include "app/published/facts.hpp"
#include "base/text.hpp"
#include "documents/issue/text.hpp"
#include "domain/objective/fields.hpp"

namespace secokr::app {

using documents::FactChange;

Error without_issue(const ComparedIssue& compared) {
  return {.kind = ErrorKind::findings,
          .what = fmt::format("{} cannot be accepted: its issue is gone", compared.subject),
          .help = "Ask somebody with a higher role to look, or publish what replaces it"};
}

Error without_file(const ComparedIssue& compared, Quarter quarter) {
  return {.kind = ErrorKind::findings,
          .what = fmt::format("{} cannot be accepted: no file of okrs/{} has it", compared.subject, to_string(quarter)),
          .help = "Put the objective's file back: git log shows where it went"};
}

std::string quoted_or_nothing(const std::string& value) {
  return value.empty() ? "nothing" : fmt::format("\"{}\"", base::single_spaced(value));
}

std::string why_not(const FactChange& change, const std::string& path) {
  if (change.field == "Assignee") return "Change \"DRI:\" in the issue's text as well, or assign the issue back";
  if (change.field == "Due") return "Change the date of its last milestone in the issue's text as well, or put it back";
  if (change.field == Field::confidential || change.field == confidential_text_field)
    return "A key result is as confidential as its objective: change both, and the line Confidential: in the "
           "objective's text";
  if (change.field == Field::title) return "Put the quarter, the number and the reference back in front of the title";
  return fmt::format("Remove it from {} by hand, and run this again", path);
}

std::string why_unreadable(const ComparedIssue& compared, const FactChange& change) {
  if (change.after.find('\0') != std::string::npos) return "There is a zero byte in it";
  const auto& block = compared.issue->block;
  if (!block || block->problems.empty()) return {};
  const documents::Problem& first = block->broken ? *block->broken : block->problems.front();
  return fmt::format("Line {} of secokr's block, \"{}\": {}", first.line, base::trim(first.text), first.message);
}

}  // namespace secokr::app
