#include "tracker/change/run.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/text.hpp"

namespace secokr::tracker {

Expected<std::string> Run::sealed(const std::string& description) const {
  SECOKR_TRY(std::string text, subjects.fill(description));
  return options.seal ? options.seal(std::move(text)) : text;
}

std::optional<IssueRef> Run::target(const IssueRef& ref, const std::string& subject) const {
  if (ref.iid != 0) return ref;
  const Issue* issue = subjects.find(subject);
  return issue == nullptr ? std::nullopt : std::optional(issue->ref);
}

Expected<Missing> Run::read_present() {
  Missing wanted;
  for (const Change& change : set.changes)
    std::visit(
        [&](const auto& each) {
          if constexpr (requires { each.subject_in(change); })
            if (const auto ref = target(each.ref, each.subject_in(change))) wanted.emplace(*ref, &change);
        },
        change.payload);
  std::map<std::string, IssueQuery> queries;
  for (const auto& [ref, change] : wanted) queries[ref.project].iids.push_back(ref.iid);
  for (auto& [project, query] : queries) {
    query.project = other_project(*tracker, project);
    SECOKR_CHECK(tracker->issues(query, [&](const Issue& issue) {
      if (const auto entry = wanted.extract(issue.ref)) subjects.set(entry.mapped()->subject, issue);
      return true;
    }));
  }
  return wanted;
}

void Run::remember(Change& change, const Issue& issue) {
  subjects.set(change.subject, issue);
  change.url = issue.url;
  warn_of(change, issue.dropped);
}

void Needed::add_named_in(std::string_view text) {
  for (std::string& subject : subjects_in(text))
    if (subjects.expects(subject)) names.push_back(std::move(subject));
}

void warn_of(Change& change, const std::vector<std::string>& dropped) {
  if (!dropped.empty()) change.warnings.push_back("the tracker did not keep: " + base::join(dropped, ", "));
}

std::unexpected<Error> no_issue_of(const std::string& subject) {
  return fail({.kind = ErrorKind::bug,
               .what = fmt::format("`{}` has no issue at the time it is needed", subject),
               .help = "Please report this"});
}

std::unexpected<Error> world_moved(std::string what, const std::string& how) {
  return fail({.kind = ErrorKind::refused,
               .what = std::move(what),
               .reason = "the world moved since the plan: " + how,
               .help = "Run the command again to plan from what is there now; nothing was written"});
}

}  // namespace secokr::tracker
