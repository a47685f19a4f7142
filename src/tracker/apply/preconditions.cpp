#include "tracker/apply/preconditions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/hash.hpp"
#include "tracker/apply/exact.hpp"
#include "tracker/change/file_changes.hpp"

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

Status check_file(const ChangeSet& set, const Change& change, const ApplyOptions& options, const Subjects& subjects,
                  Hashes& hashes) {
  if (const auto* record = std::get_if<AppendRecord>(&change.payload)) {
    SECOKR_TRY(const auto path, base::path_below(options.root, record->path, "written"));
    std::error_code ignored;
    if (std::filesystem::exists(path, ignored)) SECOKR_CHECK(base::read_file(path));
    SECOKR_CHECK(base::check_writable(path));
  } else if (const auto* file = std::get_if<WriteFile>(&change.payload)) {
    SECOKR_TRY(const auto path, base::path_below(options.root, file->path, "written"));
    const auto earlier = hashes.find(path);
    const bool follows = earlier != hashes.end() && file->expectation.hash == earlier->second;
    hashes.insert_or_assign(path, base::sha256_hex(file->text));
    // It stands on what an earlier change of the set writes there, and that one was checked.
    if (follows || (options.exact && is_overtaken(set, change, path, subjects))) return {};
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
  const auto wanted_by = [&](const Issue& issue) {
    return std::ranges::find_if(wanted, [&](const auto& entry) {
      return issue.description.find(entry.first) != std::string::npos &&
             !std::get<CreateIssue>(entry.second->payload).issue.is_strangers(issue);
    });
  };
  SECOKR_CHECK(tracker.issues(query, [&](const Issue& issue) {
    if (wanted_by(issue) != wanted.end()) found = issue;
    return !found;
  }));
  if (!found) return {};
  const auto holder = wanted_by(*found);
  return fail({.kind = ErrorKind::refused,
               .what = fmt::format("`{}` was to be created and exists already", holder->second->name),
               .reason = fmt::format("the world moved since the plan: {} holds its id", found->url),
               .help = "Run the command again to plan from what is there now; nothing was written"});
}

using Missing = std::map<IssueRef, const Change*>;

// One question a project for all issues that are known by number, so that each edit can be compared with what is there
// now; gives those that are not there.
Expected<Missing> read_present(const ChangeSet& set, Tracker& tracker, Subjects& subjects) {
  Missing wanted;
  for (const Change& change : set.changes) {
    std::optional<IssueRef> ref;
    if (const auto* edit = std::get_if<EditIssue>(&change.payload))
      ref = target_of(edit->ref, subject_of(*edit, change), subjects);
    else if (const auto* note = std::get_if<PostNote>(&change.payload))
      ref = target_of(note->ref, change.subject, subjects);
    if (ref) wanted.emplace(*ref, &change);
  }
  std::map<std::string, IssueQuery> queries;
  for (const auto& [ref, change] : wanted) queries[ref.project].iids.push_back(ref.iid);
  for (auto& [project, query] : queries) {
    query.project = other_project(tracker, project);
    SECOKR_CHECK(tracker.issues(query, [&](const Issue& issue) {
      if (const auto entry = wanted.extract(issue.ref)) subjects.set(entry.mapped()->subject, issue);
      return true;
    }));
  }
  return wanted;
}

Status require_present(const Missing& missing) {
  if (missing.empty()) return {};
  const auto& [ref, change] = *missing.begin();
  return fail({.kind = ErrorKind::refused,
               .what = fmt::format("`{}` was to be changed and is not there", change->name),
               .reason = fmt::format("the world moved since the plan: {} has no issue {}", ref.project, ref.iid),
               .help = "Run the command again to plan from what is there now; nothing was written"});
}

/// What an issue that is there already says is compared; one that the set makes has no other author yet.
std::vector<std::pair<const Change*, const Issue*>> moved_descriptions(const ChangeSet& set,
                                                                       const ApplyOptions& options,
                                                                       const Subjects& subjects) {
  std::vector<std::pair<const Change*, const Issue*>> moved;
  for (const Change& change : set.changes) {
    const auto* edit = std::get_if<EditIssue>(&change.payload);
    if (edit == nullptr || !edit->description_before || !edit->edit.description) continue;
    const auto ref = target_of(edit->ref, subject_of(*edit, change), subjects);
    const Issue* now = ref ? subjects.find(*ref) : nullptr;
    if (now == nullptr) continue;
    const auto wanted = description_to_send(*edit->edit.description, options, subjects);
    if (description_moved(*edit, *now, wanted ? std::optional(*wanted) : std::nullopt))
      moved.emplace_back(&change, now);
  }
  return moved;
}

Status check_descriptions(const ChangeSet& set, const ApplyOptions& options, const Subjects& subjects) {
  const auto moved = moved_descriptions(set, options, subjects);
  if (moved.empty()) return {};
  return fail(description_moved_error(*moved.front().first, *moved.front().second));
}

// All that moved is told at once.
Status check_exact(const ChangeSet& set, Tracker* tracker, const ApplyOptions& options, Subjects& subjects) {
  std::vector<ErrorNote> moved;
  const auto add = [&](const std::vector<ErrorNote>& more) { moved.insert(moved.end(), more.begin(), more.end()); };
  if (tracker != nullptr) {
    SECOKR_TRY(const std::vector<ErrorNote> labels, moved_labels(set, *tracker));
    add(labels);
    SECOKR_TRY(const std::vector<ErrorNote> creations, moved_creations(set, *tracker, subjects));
    add(creations);
    SECOKR_TRY(const Missing missing, read_present(set, *tracker, subjects));
    add(moved_issues(set, subjects, missing));
    for (const auto& [change, now] : moved_descriptions(set, options, subjects))
      moved.push_back({.text = fmt::format("{}: its description is neither as when planned nor as it is to be",
                                           change->name.empty() ? change->subject : change->name)});
  }
  // A file may name what an earlier run created.
  SECOKR_TRY(const std::vector<ErrorNote> files, moved_files(set, options, subjects));
  add(files);
  if (moved.empty()) return {};
  return fail({.kind = ErrorKind::refused,
               .what = "the world moved since the plan was made",
               .reason = "These are neither as they were then, nor as the plan makes them",
               .help = "Make a new plan from what is there now; nothing was written",
               .notes = std::move(moved)});
}

Status check_files(const ChangeSet& set, const ApplyOptions& options, const Subjects& subjects) {
  Hashes hashes;
  for (const Change& change : set.changes) SECOKR_CHECK(check_file(set, change, options, subjects, hashes));
  return {};
}

}  // namespace

std::optional<IssueRef> target_of(const IssueRef& ref, const std::string& subject, const Subjects& subjects) {
  if (ref.iid != 0) return ref;
  const Issue* issue = subjects.find(subject);
  return issue == nullptr ? std::nullopt : std::optional(issue->ref);
}

bool is_overtaken(const ChangeSet& set, const Change& change, const std::filesystem::path& path,
                  const Subjects& subjects) {
  const auto* mine = std::get_if<WriteFile>(&change.payload);
  return mine != nullptr && std::ranges::any_of(set.changes, [&](const Change& other) {
           const auto* later = &other > &change ? std::get_if<WriteFile>(&other.payload) : nullptr;
           if (later == nullptr || later->path != mine->path) return false;
           const auto text = subjects.fill(later->text);
           return text && holds(path, *text);
         });
}

Status check_preconditions(const ChangeSet& set, Tracker* tracker, const ApplyOptions& options, Subjects& subjects) {
  SECOKR_CHECK(check_subjects(set, tracker, subjects));
  if (options.exact) {
    SECOKR_CHECK(check_exact(set, tracker, options, subjects));
    return check_files(set, options, subjects);
  }
  // Files first: they cost no request.
  SECOKR_CHECK(check_files(set, options, subjects));
  if (tracker == nullptr) return {};
  SECOKR_CHECK(check_absent(set, *tracker));
  SECOKR_TRY(const Missing missing, read_present(set, *tracker, subjects));
  SECOKR_CHECK(require_present(missing));
  return check_descriptions(set, options, subjects);
}

bool description_moved(const EditIssue& edit, const Issue& now, const std::optional<std::string>& wanted) {
  if (!edit.description_before) return false;
  const std::string present = kept_description(now.description);
  return present != kept_description(*edit.description_before) && (!wanted || present != kept_description(*wanted));
}

Error description_moved_error(const Change& change, const Issue& now) {
  return {
      .kind = ErrorKind::refused,
      .what = fmt::format("The description of `{}` was edited meanwhile, and that would be lost",
                          change.name.empty() ? change.subject : change.name),
      .reason = fmt::format("the world moved since the plan: {} says something else than when it was read", now.url),
      .help = "Run the command again to plan from what is there now"};
}

Expected<std::string> description_to_send(const std::string& description, const ApplyOptions& options,
                                          const Subjects& subjects) {
  SECOKR_TRY(std::string text, subjects.fill(description));
  return options.seal ? options.seal(std::move(text)) : text;
}

}  // namespace secokr::tracker
