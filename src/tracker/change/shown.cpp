#include "tracker/change/shown.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/text.hpp"
#include "tracker/apply/preconditions.hpp"

namespace secokr::tracker {
namespace {

constexpr std::string_view no_value = "none";

std::string unchanged(const std::string& text) { return text; }

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

std::string day_text(const std::optional<Day>& day) { return day ? secokr::to_string(*day) : std::string(no_value); }
std::string state_text(IssueState state) { return state == IssueState::opened ? "opened" : "closed"; }
std::string yes_or_no(bool yes) { return yes ? "yes" : "no"; }

const KeptField* kept_field(std::string_view name) {
  const auto found = std::ranges::find(kept_fields(), name, &KeptField::name);
  return found == kept_fields().end() ? nullptr : &*found;
}

bool same(std::string_view field, const std::string& one, const std::string& other) {
  const KeptField* kept = kept_field(field);
  return kept == nullptr ? one == other : kept->plain(one) == kept->plain(other);
}

std::vector<std::string> as_names(const std::string& list) {
  std::vector<std::string> names;
  for (const std::string_view name : base::split(list, ','))
    if (!base::trim(name).empty()) names.emplace_back(base::trim(name));
  return names;
}

/// Compares the words of one change with its payload.
class Comparison {
 public:
  Comparison(const ChangeSet& set, const Change& change) : m_set(set), m_change(change) {}

  std::vector<std::string> run() {
    std::visit([this](const auto& payload) { compare(payload); }, m_change.payload);
    return std::move(m_found);
  }

 private:
  void add(std::string what) { m_found.push_back(std::move(what)); }

  /// The payload sets the field: the words must say so.
  void does(std::string_view field, const std::string& value) {
    m_done.emplace_back(field);
    const std::string* shown = find_field(m_change.after, field);
    if (shown == nullptr)
      add(fmt::format("it changes the {} and does not show it", field));
    else if (!same(field, *shown, value))
      add(fmt::format("it shows another {} than it sets", field));
  }

  /// What is shown and not done; of a field that stays the words may repeat the value.
  void nothing_else(bool may_tell_more) {
    for (const auto& [field, value] : m_change.after) {
      if (std::ranges::find(m_done, field) != m_done.end() || (may_tell_more && kept_field(field) == nullptr)) continue;
      const std::string* before = find_field(m_change.before, field);
      if (before == nullptr || !same(field, *before, value))
        add(fmt::format("it shows the field {} and does not change it", field));
    }
  }

  void named(const std::string& subject) {
    if (m_change.subject != subject) add(fmt::format("it is shown as {} and is about {}", m_change.subject, subject));
  }

  void compare(const CreateIssue& create) {
    const NewIssue& issue = create.issue;
    does("title", issue.title);
    does("labels", base::join(issue.labels, ", "));
    does("assignee", base::join(issue.assignees, ", "));
    does("due", day_text(issue.due));
    if (issue.confidential) does("confidential", "yes");
    nothing_else(false);
    if (!issue.marker.empty() && !m_change.subject.ends_with(":" + issue.marker))
      add("it makes another issue than it shows");
  }

  void compare(const EditIssue& payload) {
    const IssueEdit& edit = payload.edit;
    if (edit.title) does("title", *edit.title);
    if (!edit.add_labels.empty() || !edit.remove_labels.empty()) {
      const std::string* before = find_field(m_change.before, "labels");
      const Issue now{.labels = as_names(before == nullptr ? "" : *before)};
      for (const std::string& label : edit.remove_labels)
        if (std::ranges::find(now.labels, label) == now.labels.end())
          add(fmt::format("it takes the label {} away and does not show it", label));
      does("labels", base::join(labels_after(edit, now), ", "));
    }
    if (edit.assignees) does("assignee", base::join(*edit.assignees, ", "));
    if (edit.due) does("due", day_text(*edit.due));
    if (edit.confidential) does("confidential", yes_or_no(*edit.confidential));
    if (edit.state) does("state", state_text(*edit.state));
    const bool tells_of_text =
        std::ranges::any_of(m_change.after, [](const auto& field) { return kept_field(field.first) == nullptr; }) ||
        std::ranges::any_of(m_change.before, [](const auto& field) { return kept_field(field.first) == nullptr; });
    if (edit.description && !tells_of_text) add("it changes the description and does not show it");
    nothing_else(edit.description.has_value());
    if ((m_change.action == Action::close) != (edit.state == IssueState::closed))
      add("it closes an issue and does not say so, or says so and does not");
    if (!payload.subject.empty()) named(payload.subject);
    compare_number(payload.ref);
  }

  /// `#12`, `group/project#12` and `local:12` name the issue that is edited; what is known by subject has one number.
  void compare_number(const IssueRef& ref) {
    const auto mark = m_change.name.find_last_of("#:");
    const std::string number = mark == std::string::npos ? "" : m_change.name.substr(mark + 1);
    const bool is_number = !number.empty() && number.find_first_not_of("0123456789") == std::string::npos;
    if (is_number && ref.iid != 0 && number != std::to_string(ref.iid))
      add(fmt::format("it names {} and edits #{}", m_change.name, ref.iid));
    for (const auto& [subject, issue] : m_set.known)
      if (subject == m_change.subject && ref.iid != 0 && issue.ref != ref)
        add(fmt::format("it edits #{}, which is not {}", ref.iid, subject));
  }

  void compare(const EnsureLabel& ensure) {
    const std::string& place = ensure.home.group.empty() ? ensure.home.project : ensure.home.group;
    named(place.empty() ? "label:" + ensure.label.name : fmt::format("label:{}:{}", place, ensure.label.name));
    does("color", ensure.label.color);
    does("description", ensure.label.description);
    nothing_else(false);
  }

  void compare(const LinkIssues& link) {
    if (m_change.subject != link.to_subject && m_change.subject != link.from_subject)
      add("it links other issues than it shows");
    for (const auto& [field, value] : m_change.after)
      if (field != "relates to" || link.type != LinkType::relates_to)
        add(fmt::format("it shows {} and links as {}", field, to_string(link.type)));
  }

  void compare(const PostNote& note) {
    const std::string* shown = find_field(m_change.after, "note");
    if (shown == nullptr || *shown != note.body) add("it posts another note than it shows");
  }

  void compare(const AppendRecord& record) {
    named("record:" + record.path.generic_string());
    does("line", record.line);
    nothing_else(false);
  }

  void compare(const WriteFile& file) { named("file:" + file.path.generic_string()); }

  const ChangeSet& m_set;
  const Change& m_change;
  std::vector<std::string> m_done{};
  std::vector<std::string> m_found{};
};

std::string number_of(const IssueRef& ref) { return fmt::format("{}#{}", ref.project, ref.iid); }

}  // namespace

const std::array<KeptField, 6>& kept_fields() {
  static const std::array<KeptField, 6> fields{{
      {"title", [](const Issue& issue) { return issue.title; }, unchanged},
      {"labels", [](const Issue& issue) { return base::join(issue.labels, ", "); },
       [](const std::string& text) { return plain_list(text, false); }},
      {"assignee", [](const Issue& issue) { return base::join(issue.assignees, ", "); },
       [](const std::string& text) { return plain_list(text, true); }},
      {"due", [](const Issue& issue) { return day_text(issue.due); },
       [](const std::string& text) { return text.empty() ? std::string(no_value) : text; }},
      {"state", [](const Issue& issue) { return state_text(issue.state); }, unchanged},
      {"confidential", [](const Issue& issue) { return yes_or_no(issue.confidential); }, unchanged},
  }};
  return fields;
}

const std::string* find_field(const Fields& fields, std::string_view name) {
  const auto found = std::ranges::find(fields, name, [](const auto& field) { return std::string_view(field.first); });
  return found == fields.end() ? nullptr : &found->second;
}

std::vector<std::string> unshown(const ChangeSet& set, const Change& change) { return Comparison(set, change).run(); }

Fields told_by_payload(const Change& change) {
  Fields told;
  const auto add = [&](const char* name, std::string value) {
    if (!value.empty()) told.emplace_back(name, std::move(value));
  };
  std::visit(Overloaded{
                 [&](const CreateIssue& create) { add("text", create.issue.description); },
                 [&](const EditIssue& edit) {
                   if (edit.ref.iid != 0) add("issue", number_of(edit.ref));
                   add("text", edit.edit.description.value_or(""));
                 },
                 [](const EnsureLabel&) {},
                 [&](const LinkIssues& link) {
                   add("from", link.from_subject);
                   add("to", link.to_subject);
                 },
                 [&](const PostNote& note) {
                   if (note.ref.iid != 0) add("issue", number_of(note.ref));
                   add("health", note.health);
                 },
                 [](const AppendRecord&) {},
                 [&](const WriteFile& file) { add("text", file.text); },
             },
             change.payload);
  return told;
}

}  // namespace secokr::tracker
