#include "tracker/change/link_issues.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "tracker/change/checking.hpp"
#include "tracker/change/making.hpp"
#include "tracker/change/shown.hpp"

namespace secokr::tracker {
namespace {

/// A saved plan may be older than the links; asked for issues that were there before alone.
Expected<bool> stands_already(Making& making, const LinkIssues& wanted, const Issue& from, const Issue& to) {
  if (!making.options.exact || making.made.contains(wanted.from_subject) || making.made.contains(wanted.to_subject))
    return false;
  auto known = making.links.find(from.ref);
  if (known == making.links.end()) {
    SECOKR_TRY(auto links, collect_links(*making.tracker, from.ref));
    known = making.links.emplace(from.ref, std::move(links)).first;
  }
  const bool linked =
      std::ranges::any_of(known->second, [&](const Link& link) { return link.to == to.ref || link.from == to.ref; });
  return linked != wanted.unlinks;
}

}  // namespace

void LinkIssues::needs(Needed& needed) const {
  needed.add(from_subject);
  needed.add(to_subject);
}

Fields LinkIssues::tells() const { return {{"from", from_subject}, {"to", to_subject}}; }

void LinkIssues::check_words(ShownWords& words) const {
  if (words.change.subject != to_subject && words.change.subject != from_subject)
    words.add("it links other issues than it shows");
  for (const auto& [field, value] : words.change.after)
    if (field != "relates to" || type != LinkType::relates_to)
      words.add(fmt::format("it shows {} and links as {}", field, to_string(type)));
}

Expected<Outcome> LinkIssues::make(Making& making, Change& change) const {
  const Issue* from = making.subjects.find(from_subject);
  const Issue* to = making.subjects.find(to_subject);
  if (from == nullptr || to == nullptr) return no_issue_of(from == nullptr ? from_subject : to_subject);
  change.url = from->url;
  SECOKR_TRY(const bool stands, stands_already(making, *this, *from, *to));
  if (stands) return Outcome::unchanged;
  SECOKR_TRY(const bool changed,
             unlinks ? making.tracker->unlink(from->ref, to->ref) : making.tracker->link(from->ref, to->ref, type));
  return changed ? Outcome::done : Outcome::unchanged;
}

}  // namespace secokr::tracker
