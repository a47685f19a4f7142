#include "app/published/subjects.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include <secokr/titles.hpp>

#include "app/published/name.hpp"
#include "base/text.hpp"

namespace secokr::app {
namespace {

using workspace::Published;
using workspace::PublishedIssue;

/// The objective's reference, for a KR too.
std::string reference_of(const Published& base, const PublishedIssue& entry) {
  if (entry.kind == OkrKind::objective) return entry.reference;
  const auto parent = base.issues.find(entry.objective);
  if (parent != base.issues.end()) return parent->second.reference;
  const auto title = parse_title(entry.title);
  return title ? title->reference : std::string();
}

std::vector<PublishedSubject> every_subject(const Published& base) {
  struct Placed {
    std::tuple<long, int, long> place{};
    PublishedSubject subject{};
  };
  std::vector<Placed> all;
  for (const auto& [id, entry] : base.issues) {
    const auto parent = base.issues.find(entry.objective);
    const long group = entry.kind == OkrKind::objective || parent == base.issues.end() ? entry.iid : parent->second.iid;
    const std::string reference = reference_of(base, entry);
    all.push_back(
        {{group, entry.kind == OkrKind::objective ? 0 : entry.number, entry.iid},
         {id, entry.kind == OkrKind::objective ? reference : fmt::format("{}/KR{}", reference, entry.number)}});
  }
  std::ranges::sort(all, {}, &Placed::place);
  std::vector<PublishedSubject> subjects;
  for (Placed& placed : all) subjects.push_back(std::move(placed.subject));
  return subjects;
}

std::string listed(const Published& base) {
  std::vector<std::string> names;
  for (const PublishedSubject& subject : every_subject(base)) names.push_back(subject.name);
  return base::join(names, ", ");
}

Error unknown(const Published& base, std::string_view typed) {
  return {.kind = ErrorKind::usage,
          .what = fmt::format("{} has no published issue {}", to_string(base.quarter), typed),
          .reason = "It has " + listed(base),
          .help = "Name one of them, or its number or URL"};
}

Expected<std::string> id_by_iid(const Published& base, long iid, std::string_view typed) {
  const bool is_url = typed.find("://") != std::string_view::npos;
  for (const auto& [id, entry] : base.issues)
    if (entry.iid == iid && (!is_url || plain_issue_url(entry.url) == plain_issue_url(typed))) return id;
  return fail(unknown(base, typed));
}

Expected<std::string> id_by_reference(const Published& base, const KeyResultName& name, std::string_view typed) {
  std::vector<std::string> ids;
  std::vector<std::string> references;
  for (const auto& [id, entry] : base.issues)
    if (entry.kind == OkrKind::objective) {
      ids.push_back(id);
      references.push_back(entry.reference);
    }
  const auto found = match_reference(name.reference, references);
  if (found.empty()) return fail(unknown(base, fmt::format("\"{}\"", typed)));
  if (found.size() > 1) {
    std::vector<std::string> candidates;
    for (const std::size_t index : found) candidates.push_back(references[index]);
    return fail({.kind = ErrorKind::usage,
                 .what = fmt::format("\"{}\" may mean several objectives", name.reference),
                 .reason = fmt::format("It fits {}", base::join(candidates, ", ")),
                 .help = "Name one of them in full"});
  }
  const std::string& objective = ids[found.front()];
  if (!name.number) return objective;
  for (const auto& [id, entry] : base.issues)
    if (entry.objective == objective && entry.number == *name.number) return id;
  return fail(unknown(base, fmt::format("\"{}\"", typed)));
}

}  // namespace

Expected<std::vector<PublishedSubject>> published_subjects(const Published& base,
                                                           const std::vector<std::string>& names) {
  std::vector<PublishedSubject> subjects = every_subject(base);
  if (names.empty()) return subjects;
  std::vector<std::string> wanted;
  for (const std::string& typed : names) {
    const auto name = parse_key_result_name(typed);
    if (!name) return fail(unknown(base, fmt::format("\"{}\"", typed)));
    SECOKR_TRY(auto id, name->iid ? id_by_iid(base, *name->iid, typed) : id_by_reference(base, *name, typed));
    wanted.push_back(std::move(id));
  }
  std::erase_if(subjects,
                [&](const PublishedSubject& subject) { return std::ranges::find(wanted, subject.id) == wanted.end(); });
  return subjects;
}

}  // namespace secokr::app
