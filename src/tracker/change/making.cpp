#include "tracker/change/making.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace secokr::tracker {

Expected<std::string> Making::sealed(const std::string& description) const {
  return description_to_send(description, options, subjects);
}

void Making::remember(Change& change, const Issue& issue) {
  subjects.set(change.subject, issue);
  change.url = issue.url;
  warn_of(change, issue.dropped);
}

void warn_of(Change& change, const std::vector<std::string>& dropped) {
  if (!dropped.empty()) change.warnings.push_back("the tracker did not keep: " + base::join(dropped, ", "));
}

std::unexpected<Error> no_issue_of(const std::string& subject) {
  return fail({.kind = ErrorKind::bug,
               .what = fmt::format("`{}` has no issue at the time it is needed", subject),
               .help = "Please report this"});
}

Expected<std::string> description_to_send(const std::string& description, const ApplyOptions& options,
                                          const Subjects& subjects) {
  SECOKR_TRY(std::string text, subjects.fill(description));
  return options.seal ? options.seal(std::move(text)) : text;
}

std::optional<IssueRef> target_of(const IssueRef& ref, const std::string& subject, const Subjects& subjects) {
  if (ref.iid != 0) return ref;
  const Issue* issue = subjects.find(subject);
  return issue == nullptr ? std::nullopt : std::optional(issue->ref);
}

}  // namespace secokr::tracker
