#include "tracker/change/checking.hpp"

#include <utility>

#include "tracker/change/making.hpp"

namespace secokr::tracker {

Expected<Missing> read_present(Checking& checking) {
  Missing wanted;
  for (const Change& change : checking.set.changes)
    std::visit(
        [&]<class Kind>(const Kind& each) {
          if constexpr (requires { each.subject_in(change); })
            if (const auto ref = target_of(each.ref, each.subject_in(change), checking.subjects))
              wanted.emplace(*ref, &change);
        },
        change.payload);
  std::map<std::string, IssueQuery> queries;
  for (const auto& [ref, change] : wanted) queries[ref.project].iids.push_back(ref.iid);
  for (auto& [project, query] : queries) {
    query.project = other_project(*checking.tracker, project);
    SECOKR_CHECK(checking.tracker->issues(query, [&](const Issue& issue) {
      if (const auto entry = wanted.extract(issue.ref)) checking.subjects.set(entry.mapped()->subject, issue);
      return true;
    }));
  }
  return wanted;
}

std::unexpected<Error> world_moved(std::string what, const std::string& how) {
  return fail({.kind = ErrorKind::refused,
               .what = std::move(what),
               .reason = "the world moved since the plan: " + how,
               .help = "Run the command again to plan from what is there now; nothing was written"});
}

}  // namespace secokr::tracker
