#include "tracker/change/edit_issue.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "tracker/change/run.hpp"
#include "tracker/change/shown.hpp"

namespace secokr::tracker {
namespace {

std::string as_it_is(const std::string& text) { return text; }

/// The kept fields once the edit is made.
Issue edited(Issue now, const IssueEdit& edit) {
  now.labels = labels_after(edit, now);
  now.title = edit.title.value_or(now.title);
  now.assignees = edit.assignees.value_or(now.assignees);
  now.due = edit.due.value_or(now.due);
  now.state = edit.state.value_or(now.state);
  now.confidential = edit.confidential.value_or(now.confidential);
  return now;
}

/// A list as fields show it, in one order; names of people without their sign and case.
std::string plain_list(std::string_view list, bool of_people) {
  std::vector<std::string> items;
  for (std::string_view item : base::split(list, ',')) {
    item = base::trim(item);
    if (of_people && item.starts_with('@')) item.remove_prefix(1);
    if (!item.empty()) items.push_back(of_people ? base::fold_case(item) : std::string(item));
  }
  std::ranges::sort(items);
  return base::join(items, ", ");
}

std::vector<std::string> as_names(const std::string& list) {
  std::vector<std::string> names;
  for (const std::string_view name : base::split(list, ','))
    if (!base::trim(name).empty()) names.emplace_back(base::trim(name));
  return names;
}

bool tells_more(const Fields& fields) {
  return std::ranges::any_of(fields, [](const auto& field) { return kept_field(field.first) == nullptr; });
}

/// `#12`, `group/project#12` and `local:12` name the issue that is edited; what is known by subject has one number.
void check_number(const IssueRef& ref, ShownWords& words) {
  const std::string& name = words.change.name;
  const auto mark = name.find_last_of("#:");
  const std::string number = mark == std::string::npos ? "" : name.substr(mark + 1);
  const bool is_number = !number.empty() && number.find_first_not_of("0123456789") == std::string::npos;
  if (is_number && ref.iid != 0 && number != std::to_string(ref.iid))
    words.add(fmt::format("it names {} and edits #{}", name, ref.iid));
  for (const auto& [subject, issue] : words.set.known)
    if (subject == words.change.subject && ref.iid != 0 && issue.ref != ref)
      words.add(fmt::format("it edits #{}, which is not {}", ref.iid, subject));
}

void check_labels(const IssueEdit& edit, ShownWords& words) {
  const std::string* before = find_field(words.change.before, "labels");
  const Issue now{.labels = as_names(before == nullptr ? "" : *before)};
  for (const std::string& label : edit.remove_labels)
    if (std::ranges::find(now.labels, label) == now.labels.end())
      words.add(fmt::format("it takes the label {} away and does not show it", label));
  words.does("labels", base::join(labels_after(edit, now), ", "));
}

/// "labels were `a` when planned, and are `b`" for each field that is neither as before nor as after.
std::vector<std::string> moved_fields(const Change& change, const Issue& now) {
  std::vector<std::string> moved;
  for (const KeptField& field : kept_fields()) {
    const std::string* before = find_field(change.before, field.name);
    if (before == nullptr) continue;
    const std::string present = field.now(now);
    const auto is_present = [&](const std::string* planned) {
      return planned != nullptr && field.plain(*planned) == field.plain(present);
    };
    if (!is_present(before) && !is_present(find_field(change.after, field.name)))
      moved.push_back(fmt::format("{} when planned {}, and now {}", field.name, quoted(*before), quoted(present)));
  }
  return moved;
}

/// True when the issue's description is neither what the edit was made from nor `wanted`, the new one as it is to be
/// sent: writing it would lose what somebody else wrote meanwhile.
bool description_moved(const EditIssue& edit, const Issue& now, const std::optional<std::string>& wanted) {
  if (!edit.description_before) return false;
  const std::string present = kept_description(now.description);
  return present != kept_description(*edit.description_before) && (!wanted || present != kept_description(*wanted));
}

std::unexpected<Error> lost_description(const Change& change, const Issue& now) {
  return fail(
      {.kind = ErrorKind::refused,
       .what = fmt::format("The description of `{}` was edited meanwhile, and that would be lost", change.called()),
       .reason = fmt::format("the world moved since the plan: {} says something else than when it was read", now.url),
       .help = "Run the command again to plan from what is there now"});
}

using Found = std::vector<std::pair<const Change*, const Issue*>>;

/// The edits whose issues are there.
Found present_in(const Run& run) {
  Found found;
  for (const Change& change : run.set.changes) {
    const auto* edit = std::get_if<EditIssue>(&change.payload);
    if (edit == nullptr) continue;
    const auto ref = run.target(edit->ref, edit->subject_in(change));
    if (const Issue* now = ref ? run.subjects.find(*ref) : nullptr) found.emplace_back(&change, now);
  }
  return found;
}

/// What an issue that is there already says is compared; one that the set makes has no other author yet.
Found moved_descriptions(const Run& run) {
  Found moved;
  for (const auto& [change, now] : present_in(run)) {
    const auto& edit = std::get<EditIssue>(change->payload);
    if (!edit.description_before || !edit.edit.description) continue;
    const auto wanted = run.sealed(*edit.edit.description);
    if (description_moved(edit, *now, wanted ? std::optional(*wanted) : std::nullopt)) moved.emplace_back(change, now);
  }
  return moved;
}

/// The issue as it is just before it is written. One that is gone by now is left to the write to tell.
Expected<const Issue*> read_again(Run& run, const IssueRef ref) {
  IssueQuery query{.project = other_project(*run.tracker, ref.project), .iids = {ref.iid}};
  SECOKR_CHECK(run.tracker->issues(query, [&](const Issue& issue) {
    if (issue.ref == ref) run.subjects.refresh(issue);
    return true;
  }));
  return run.subjects.find(ref);
}

}  // namespace

const std::array<KeptField, 6>& kept_fields() {
  static const std::array<KeptField, 6> fields{{
      {"title", [](const Issue& issue) { return issue.title; }, as_it_is},
      {"labels", [](const Issue& issue) { return base::join(issue.labels, ", "); },
       [](const std::string& text) { return plain_list(text, false); }},
      {"assignee", [](const Issue& issue) { return base::join(issue.assignees, ", "); },
       [](const std::string& text) { return plain_list(text, true); }},
      {"due", [](const Issue& issue) { return day_text(issue.due); },
       [](const std::string& text) { return text.empty() ? day_text(std::nullopt) : text; }},
      {"state", [](const Issue& issue) { return std::string(to_string(issue.state)); }, as_it_is},
      {"confidential", [](const Issue& issue) { return std::string(issue.confidential ? "yes" : "no"); }, as_it_is},
  }};
  return fields;
}

const KeptField* kept_field(std::string_view name) {
  const auto found = std::ranges::find(kept_fields(), name, &KeptField::name);
  return found == kept_fields().end() ? nullptr : &*found;
}

void show_value(Change& change, std::string_view field, const Issue& now, const IssueEdit& edit) {
  const KeptField& kept = *kept_field(field);
  change.before.emplace_back(kept.name, kept.now(now));
  change.after.emplace_back(kept.name, kept.now(edited(now, edit)));
}

const std::string& EditIssue::subject_in(const Change& change) const {
  return subject.empty() ? change.subject : subject;
}

void EditIssue::needs(Needed& needed) const {
  if (ref.iid == 0) needed.names.push_back(subject_in(needed.change));
  if (edit.title) needed.add_named_in(*edit.title);
  if (edit.description) needed.add_named_in(*edit.description);
}

Fields EditIssue::tells() const {
  return {{"issue", ref.iid == 0 ? "" : to_string(ref)}, {"text", edit.description.value_or("")}};
}

void EditIssue::check_words(ShownWords& words) const {
  if (edit.title) words.does("title", *edit.title);
  if (!edit.add_labels.empty() || !edit.remove_labels.empty()) check_labels(edit, words);
  if (edit.assignees) words.does("assignee", base::join(*edit.assignees, ", "));
  if (edit.due) words.does("due", day_text(*edit.due));
  if (edit.confidential) words.does("confidential", *edit.confidential ? "yes" : "no");
  if (edit.state) words.does("state", std::string(to_string(*edit.state)));
  if (edit.description && !tells_more(words.change.after) && !tells_more(words.change.before))
    words.add("it changes the description and does not show it");
  words.nothing_else(edit.description.has_value());
  if (!subject.empty()) words.named(subject);
  check_number(ref, words);
}

Status EditIssue::fits(Run& run) {
  SECOKR_TRY(const Missing missing, run.read_present());
  if (!missing.empty()) {
    const auto& [ref, change] = *missing.begin();
    return world_moved(fmt::format("`{}` was to be changed and is not there", change->name),
                       fmt::format("{} has no issue {}", ref.project, ref.iid));
  }
  const Found moved = moved_descriptions(run);
  if (moved.empty()) return {};
  return lost_description(*moved.front().first, *moved.front().second);
}

Expected<std::vector<ErrorNote>> EditIssue::moved(Run& run) {
  std::vector<ErrorNote> notes;
  SECOKR_TRY(const Missing missing, run.read_present());
  for (const auto& [ref, change] : missing)
    notes.push_back({.text = fmt::format("{}: {} has no issue {} any more", change->called(), ref.project, ref.iid)});
  for (const auto& [change, now] : present_in(run))
    if (!missing.contains(now->ref))
      for (const std::string& moved : moved_fields(*change, *now))
        notes.push_back({.text = fmt::format("{}: {}", change->called(), moved)});
  for (const auto& [change, now] : moved_descriptions(run))
    notes.push_back(
        {.text = fmt::format("{}: its description is neither as when planned nor as it is to be", change->called())});
  return notes;
}

Expected<Outcome> EditIssue::make(Run& run, Change& change) const {
  const auto target = run.target(ref, subject_in(change));
  const Issue* now = target ? run.subjects.find(*target) : nullptr;
  if (now == nullptr) return no_issue_of(subject_in(change));
  IssueEdit wanted = edit;
  if (wanted.title) {
    SECOKR_TRY(wanted.title, run.subjects.fill(*wanted.title));
  }
  if (wanted.description) {
    SECOKR_TRY(wanted.description, run.sealed(*wanted.description));
  }
  wanted = still_needed(std::move(wanted), *now);
  change.url = now->url;
  if (wanted.description && description_before) {
    SECOKR_TRY(now, read_again(run, now->ref));
    if (description_moved(*this, *now, wanted.description)) return lost_description(change, *now);
    wanted = still_needed(std::move(wanted), *now);
  }
  if (wanted.empty()) return Outcome::unchanged;
  SECOKR_TRY(const Issue written, run.tracker->edit(now->ref, wanted));
  run.remember(change, written);
  return Outcome::done;
}

}  // namespace secokr::tracker
