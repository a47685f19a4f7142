#include "tracker/preconditions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/hash.hpp"
#include "tracker/file_changes.hpp"

namespace secokr::tracker {

namespace {

const std::string& subject_of(const EditIssue& edit, const Change& change) {
  return edit.subject.empty() ? change.subject : edit.subject;
}

// The subjects that must have an issue before the change can be made.
std::vector<std::string> needed_subjects(const Change& change, const Subjects& subjects) {
  std::vector<std::string> names;
  const auto add_tokens = [&](std::vector<std::string>& all, std::string_view text) {
    for (std::string& subject : subjects_in(text))
      if (subjects.expects(subject)) all.push_back(std::move(subject));
  };
  std::visit(Overloaded{
                 [&](const CreateIssue& create) {
                   add_tokens(names, create.issue.title);
                   add_tokens(names, create.issue.description);
                 },
                 [&](const EditIssue& edit) {
                   if (edit.ref.iid == 0) names.push_back(subject_of(edit, change));
                   if (edit.edit.title) add_tokens(names, *edit.edit.title);
                   if (edit.edit.description) add_tokens(names, *edit.edit.description);
                 },
                 [](const EnsureLabel&) {},
                 [&](const LinkIssues& link) { names.insert(names.end(), {link.from_subject, link.to_subject}); },
                 [&](const PostNote& note) {
                   if (note.ref.iid == 0) names.push_back(change.subject);
                   add_tokens(names, note.body);
                 },
                 [&](const AppendRecord& record) { add_tokens(names, record.line); },
                 [&](const WriteFile& file) { add_tokens(names, file.text); },
             },
             change.payload);
  return names;
}

bool writes_a_file(const Change& change) {
  return std::holds_alternative<AppendRecord>(change.payload) || std::holds_alternative<WriteFile>(change.payload);
}

Status check_subjects(const ChangeSet& set, const Tracker* tracker, const Subjects& subjects) {
  std::set<std::string, std::less<>> present;
  for (const auto& [subject, issue] : set.known) present.insert(subject);
  for (const Change& change : set.changes) {
    if (tracker == nullptr && !writes_a_file(change))
      return fail({.kind = ErrorKind::bug,
                   .what = fmt::format("`{}` needs a tracker and there is none", change.name),
                   .help = "Please report this"});
    for (const std::string& subject : needed_subjects(change, subjects))
      if (!present.contains(subject))
        return fail({.kind = ErrorKind::bug,
                     .what = fmt::format("`{}` names the issue of `{}`, which does not exist and is not made before it",
                                         change.name, subject),
                     .reason = "nothing was written",
                     .help = "Please report this"});
    if (std::holds_alternative<CreateIssue>(change.payload)) present.insert(change.subject);
  }
  return {};
}

/// The hash of each file's text once the changes so far are made.
using Hashes = std::map<std::filesystem::path, std::string>;

Status check_file(const Change& change, const ApplyOptions& options, const Subjects& subjects, Hashes& hashes) {
  if (const auto* record = std::get_if<AppendRecord>(&change.payload)) {
    SECOKR_TRY(const auto path, path_below(options.root, record->path));
    std::error_code ignored;
    if (std::filesystem::exists(path, ignored)) SECOKR_CHECK(base::read_file(path));
    SECOKR_CHECK(base::check_writable(path));
  } else if (const auto* file = std::get_if<WriteFile>(&change.payload)) {
    SECOKR_TRY(const auto path, path_below(options.root, file->path));
    const auto earlier = hashes.find(path);
    const bool follows = earlier != hashes.end() && file->expectation.hash == earlier->second;
    hashes.insert_or_assign(path, base::sha256_hex(file->text));
    // It stands on what an earlier change of the set writes there, and that one was checked.
    if (follows) return {};
    // A text that names an issue yet to be made cannot stand there already; its bare form is compared then, which never
    // matches.
    SECOKR_CHECK(can_write(path, subjects.fill(file->text).value_or(file->text), file->expectation));
  }
  return {};
}

// One question for all that is to be created.
Status check_absent(const ChangeSet& set, Tracker& tracker) {
  std::map<std::string, const Change*> wanted;
  for (const Change& change : set.changes)
    if (const auto* create = std::get_if<CreateIssue>(&change.payload); create && !create->issue.marker.empty())
      wanted.emplace(create->issue.marker, &change);
  if (wanted.empty()) return {};
  IssueQuery query{.common = set.common};
  for (const auto& [marker, change] : wanted) query.markers.push_back(marker);
  std::optional<Issue> found;
  SECOKR_CHECK(tracker.issues(query, [&](const Issue& issue) {
    found = issue;
    return false;
  }));
  if (!found) return {};
  const auto holder = std::ranges::find_if(
      wanted, [&](const auto& entry) { return found->description.find(entry.first) != std::string::npos; });
  return fail({.kind = ErrorKind::refused,
               .what = fmt::format("`{}` was to be created and exists already",
                                   holder == wanted.end() ? found->title : holder->second->name),
               .reason = fmt::format("the world moved since the plan: {} holds its id", found->url),
               .help = "Run the command again to plan from what is there now; nothing was written"});
}

// One request for all issues that are known by number, so that each edit can be compared with what is there now.
Status read_present(const ChangeSet& set, Tracker& tracker, Subjects& subjects) {
  std::map<IssueRef, const Change*> wanted;
  for (const Change& change : set.changes) {
    std::optional<IssueRef> ref;
    if (const auto* edit = std::get_if<EditIssue>(&change.payload))
      ref = target_of(edit->ref, subject_of(*edit, change), subjects);
    else if (const auto* note = std::get_if<PostNote>(&change.payload))
      ref = target_of(note->ref, change.subject, subjects);
    if (ref) wanted.emplace(*ref, &change);
  }
  if (wanted.empty()) return {};
  IssueQuery query;
  for (const auto& [ref, change] : wanted) query.iids.push_back(ref.iid);
  SECOKR_CHECK(tracker.issues(query, [&](const Issue& issue) {
    if (const auto entry = wanted.extract(issue.ref)) subjects.set(entry.mapped()->subject, issue);
    return true;
  }));
  if (wanted.empty()) return {};
  const auto& [ref, change] = *wanted.begin();
  return fail({.kind = ErrorKind::refused,
               .what = fmt::format("`{}` was to be changed and is not there", change->name),
               .reason = fmt::format("the world moved since the plan: {} has no issue {}", ref.project, ref.iid),
               .help = "Run the command again to plan from what is there now; nothing was written"});
}

}  // namespace

std::optional<IssueRef> target_of(const IssueRef& ref, const std::string& subject, const Subjects& subjects) {
  if (ref.iid != 0) return ref;
  const Issue* issue = subjects.find(subject);
  return issue == nullptr ? std::nullopt : std::optional(issue->ref);
}

Status check_preconditions(const ChangeSet& set, Tracker* tracker, const ApplyOptions& options, Subjects& subjects) {
  SECOKR_CHECK(check_subjects(set, tracker, subjects));
  // Files first: they cost no request.
  Hashes hashes;
  for (const Change& change : set.changes) SECOKR_CHECK(check_file(change, options, subjects, hashes));
  if (tracker == nullptr) return {};
  SECOKR_CHECK(check_absent(set, *tracker));
  return read_present(set, *tracker, subjects);
}

}  // namespace secokr::tracker
