#include "tracker/change/link_issues.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "tracker/change/run.hpp"
#include "tracker/change/shown.hpp"

namespace secokr::tracker {
namespace {

/// A saved plan may be older than the links; asked for issues that were there before alone.
Expected<bool> stands_already(Run& run, const LinkIssues& wanted, const Issue& from, const Issue& to) {
  if (!run.options.exact || run.made.contains(wanted.from_subject) || run.made.contains(wanted.to_subject))
    return false;
  auto known = run.links.find(from.ref);
  if (known == run.links.end()) {
    SECOKR_TRY(auto links, collect_links(*run.tracker, from.ref));
    known = run.links.emplace(from.ref, std::move(links)).first;
  }
  const bool linked =
      std::ranges::any_of(known->second, [&](const Link& link) { return link.to == to.ref || link.from == to.ref; });
  return linked != wanted.unlinks;
}

}  // namespace

void LinkIssues::needs(Needed& needed) const { needed.names.insert(needed.names.end(), {from_subject, to_subject}); }

Fields LinkIssues::tells() const { return {{"from", from_subject}, {"to", to_subject}}; }

void LinkIssues::check_words(ShownWords& words) const {
  if (words.change.subject != to_subject && words.change.subject != from_subject)
    words.add("it links other issues than it shows");
  for (const auto& [field, value] : words.change.after)
    if (field != "relates to" || type != LinkType::relates_to)
      words.add(fmt::format("it shows {} and links as {}", field, to_string(type)));
}

Expected<Outcome> LinkIssues::make(Run& run, Change& change) const {
  const Issue* from = run.subjects.find(from_subject);
  const Issue* to = run.subjects.find(to_subject);
  if (from == nullptr || to == nullptr) return no_issue_of(from == nullptr ? from_subject : to_subject);
  change.url = from->url;
  SECOKR_TRY(const bool stands, stands_already(run, *this, *from, *to));
  if (stands) return Outcome::unchanged;
  SECOKR_TRY(const bool changed,
             unlinks ? run.tracker->unlink(from->ref, to->ref) : run.tracker->link(from->ref, to->ref, type));
  return changed ? Outcome::done : Outcome::unchanged;
}

}  // namespace secokr::tracker
