#include "tracker/apply/exact.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "base/text.hpp"
#include "tracker/apply/preconditions.hpp"
#include "tracker/change/file_changes.hpp"
#include "tracker/change/shown.hpp"

namespace secokr::tracker {
namespace {

constexpr std::string_view none = "none";

std::string name_of(const Change& change) { return change.name.empty() ? change.subject : change.name; }

std::string quoted(const std::string& text) { return text.empty() ? std::string(none) : fmt::format("`{}`", text); }

/// "labels were `a` when planned, and are `b`" for each field that is neither as before nor as after.
std::vector<std::string> moved_fields(const Change& change, const Issue& now) {
  std::vector<std::string> moved;
  for (const KeptField& field : kept_fields()) {
    const std::string* before = find_field(change.before, field.name);
    if (before == nullptr) continue;
    const std::string* after = find_field(change.after, field.name);
    const std::string present = field.now(now);
    const auto fits = [&](const std::string* planned) {
      return planned != nullptr && field.plain(*planned) == field.plain(present);
    };
    if (!fits(before) && !fits(after))
      moved.push_back(fmt::format("{} when planned {}, and now {}", field.name, quoted(*before), quoted(present)));
  }
  return moved;
}

/// What differs between a label and what is planned for it; nothing when they are the same.
bool shows(const Label& label, const Fields& fields) {
  const std::string* color = find_field(fields, "color");
  const std::string* description = find_field(fields, "description");
  return (color == nullptr || base::equals_folded(*color, label.color)) &&
         (description == nullptr || *description == label.description);
}

std::optional<std::string> moved_label(const Change& change, const Label* present) {
  if (present == nullptr) {
    if (change.before.empty()) return std::nullopt;
    return "it was defined when planned, and is not";
  }
  // An inherited one is left alone, and serves as well.
  if (present->inherited || shows(*present, change.after)) return std::nullopt;
  if (change.before.empty()) return "it was not defined when planned, and is";
  if (shows(*present, change.before)) return std::nullopt;
  return fmt::format("it has another colour or description than planned: {} {}", present->color,
                     quoted(present->description));
}

/// What an issue lacks of what is to be made; its description may have gone on since.
bool stands_as_wanted(const Issue& issue, const NewIssue& wanted) {
  return still_needed({.title = wanted.title,
                       .add_labels = wanted.labels,
                       .assignees = wanted.assignees,
                       .due = wanted.due,
                       .confidential = wanted.confidential},
                      issue)
      .empty();
}

/// Whoever may only open issues can open one that looks as if the plan had made it.
Expected<std::set<std::string>> editors_among(const std::vector<Issue>& issues, Tracker& tracker) {
  std::set<std::string> authors;
  for (const Issue& issue : issues) authors.insert(issue.author);
  const std::vector<std::string> names(authors.begin(), authors.end());
  SECOKR_TRY(const auto editors, tracker.editors(names));
  return std::set<std::string>(editors.begin(), editors.end());
}

}  // namespace

std::vector<ErrorNote> moved_issues(const ChangeSet& set, const Subjects& subjects,
                                    const std::map<IssueRef, const Change*>& missing) {
  std::vector<ErrorNote> notes;
  for (const auto& [ref, change] : missing)
    notes.push_back({.text = fmt::format("{}: {} has no issue {} any more", name_of(*change), ref.project, ref.iid)});
  for (const Change& change : set.changes) {
    const auto* edit = std::get_if<EditIssue>(&change.payload);
    if (edit == nullptr) continue;
    const auto ref = target_of(edit->ref, edit->subject.empty() ? change.subject : edit->subject, subjects);
    const Issue* now = ref && !missing.contains(*ref) ? subjects.find(*ref) : nullptr;
    if (now == nullptr) continue;
    for (const std::string& moved : moved_fields(change, *now))
      notes.push_back({.text = fmt::format("{}: {}", name_of(change), moved)});
  }
  return notes;
}

Expected<std::vector<ErrorNote>> moved_labels(const ChangeSet& set, Tracker& tracker) {
  std::vector<ErrorNote> notes;
  std::map<std::pair<std::string, std::string>, std::vector<Label>> defined;
  for (const Change& change : set.changes) {
    const auto* ensure = std::get_if<EnsureLabel>(&change.payload);
    if (ensure == nullptr) continue;
    const auto [there, is_new] = defined.try_emplace({ensure->home.project, ensure->home.group});
    if (is_new) {
      SECOKR_TRY(there->second, tracker.labels(ensure->home));
    }
    const auto found = std::ranges::find(there->second, ensure->label.name, &Label::name);
    if (const auto moved = moved_label(change, found == there->second.end() ? nullptr : &*found))
      notes.push_back({.text = fmt::format("label {}: {}", name_of(change), *moved)});
  }
  return notes;
}

Expected<std::vector<ErrorNote>> moved_creations(const ChangeSet& set, Tracker& tracker, Subjects& subjects) {
  IssueQuery query{.common = set.common};
  for (const Change& change : set.changes)
    if (const auto* create = std::get_if<CreateIssue>(&change.payload); create && !create->issue.marker.empty())
      query.markers.push_back(create->issue.marker);
  if (query.markers.empty()) return {};
  std::vector<ErrorNote> notes;
  SECOKR_TRY(const std::vector<Issue> holders, collect_issues(tracker, query));
  SECOKR_TRY(const std::set<std::string> editors, editors_among(holders, tracker));
  for (const Issue& issue : holders)
    for (const Change& change : set.changes) {
      const auto* create = std::get_if<CreateIssue>(&change.payload);
      if (create == nullptr || issue.description.find(create->issue.marker) == std::string::npos ||
          create->issue.is_strangers(issue))
        continue;
      if (subjects.find(change.subject) == nullptr && editors.contains(issue.author) &&
          stands_as_wanted(issue, create->issue))
        subjects.set(change.subject, issue);
      else
        notes.push_back(
            {.text = fmt::format("{}: it was to be created, and {} holds its id", name_of(change), issue.url)});
    }
  return notes;
}

namespace {

/// What a file must be before the set is applied: as it was when planned, or as a change of the set makes it.
struct PlannedFile {
  base::Expectation before{};
  std::vector<std::string> after{};
};

std::optional<std::string> moved_file(const std::filesystem::path& path, const PlannedFile& planned) {
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) {
    if (planned.before.hash) return "it was there when planned, and is gone";
    return std::nullopt;
  }
  const auto now = base::read_file(path);
  // What cannot be read is no move; the write says why.
  if (!now || std::ranges::find(planned.after, now->text) != planned.after.end()) return std::nullopt;
  if (planned.before.absent) return "it was not there when planned, and is";
  if (planned.before.hash && now->hash != *planned.before.hash) return "it changed since it was planned from";
  return std::nullopt;
}

}  // namespace

Expected<std::vector<ErrorNote>> moved_files(const ChangeSet& set, const ApplyOptions& options,
                                             const Subjects& subjects) {
  std::map<std::filesystem::path, PlannedFile> planned;
  for (const FileRead& read : set.files_read) planned[read.path].before.hash = read.hash;
  for (const Change& change : set.changes) {
    const auto* file = std::get_if<WriteFile>(&change.payload);
    if (file == nullptr) continue;
    // The first write of a file stands on what was read, the next ones on that write.
    PlannedFile& entry = planned.try_emplace(file->path, PlannedFile{.before = file->expectation}).first->second;
    if (const auto text = subjects.fill(file->text)) entry.after.push_back(*text);
  }
  std::vector<ErrorNote> notes;
  for (const auto& [path, file] : planned) {
    SECOKR_TRY(const auto whole, base::path_below(options.root, path, "written"));
    if (const auto moved = moved_file(whole, file)) notes.push_back({.path = path.generic_string(), .text = *moved});
  }
  return notes;
}

}  // namespace secokr::tracker
