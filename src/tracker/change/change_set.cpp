#include "tracker/change/change_set.hpp"

#include <fmt/format.h>

#include "base/hash.hpp"

namespace secokr::tracker {

namespace {

// Each part carries its length, so that no two lists of parts give one text.
void append_part(std::string& text, std::string_view part) {
  fmt::format_to(std::back_inserter(text), "{}:{},", part.size(), part);
}

void append_fields(std::string& text, const Fields& fields) {
  append_part(text, std::to_string(fields.size()));
  for (const auto& [name, value] : fields) {
    append_part(text, name);
    append_part(text, value);
  }
}

/// Writes the parts of a payload one after the other. What is not set differs from what is empty.
class PayloadText {
 public:
  explicit PayloadText(std::string& text) : m_text(text) {}

  void operator()(const CreateIssue& create) {
    const NewIssue& issue = create.issue;
    all("create", issue.marker, issue.title, issue.description, issue.labels, issue.assignees, issue.due,
        issue.confidential);
    for (const long iid : issue.strangers) all(iid);
  }
  void operator()(const EditIssue& payload) {
    const IssueEdit& edit = payload.edit;
    all("edit", payload.ref.project, payload.ref.iid, payload.subject, edit.title, edit.description, edit.add_labels,
        edit.remove_labels, edit.assignees, edit.due, edit.confidential, payload.description_before);
    all(edit.state ? std::optional(*edit.state == IssueState::opened) : std::nullopt);
  }
  void operator()(const EnsureLabel& ensure) {
    all("label", ensure.label.name, ensure.label.color, ensure.label.description, ensure.home.project,
        ensure.home.group);
  }
  void operator()(const LinkIssues& link) {
    all("link", link.from_subject, link.to_subject, std::string(to_string(link.type)));
  }
  void operator()(const PostNote& note) {
    all("note", note.ref.project, note.ref.iid, note.note_id, note.body, note.health, note.body_before, note.purpose,
        note.newest_before);
  }
  void operator()(const AppendRecord& record) {
    all("record", record.path.generic_string(), record.line, record.heading);
  }
  void operator()(const WriteFile& file) {
    all("file", file.path.generic_string(), file.text, file.expectation.absent, file.expectation.hash);
  }

 private:
  template <class... Parts>
  void all(const Parts&... parts) {
    (part(parts), ...);
  }
  void part(std::string_view text) { append_part(m_text, text); }
  void part(const std::string& text) { append_part(m_text, text); }
  void part(const char* text) { append_part(m_text, text); }
  void part(long number) { append_part(m_text, std::to_string(number)); }
  void part(bool yes) { append_part(m_text, yes ? "yes" : "no"); }
  void part(Day day) { append_part(m_text, secokr::to_string(day)); }
  void part(const std::vector<std::string>& texts) {
    part(static_cast<long>(texts.size()));
    for (const std::string& text : texts) part(text);
  }
  template <class Value>
  void part(const std::optional<Value>& value) {
    part(value.has_value());
    if (value) part(*value);
  }

  std::string& m_text;
};

}  // namespace

std::string iid_token(std::string_view subject) { return fmt::format("{{{{iid {}}}}}", subject); }

std::string url_token(std::string_view subject) { return fmt::format("{{{{url {}}}}}", subject); }

std::string_view to_string(Action action) {
  switch (action) {
    case Action::create:
      return "create";
    case Action::edit:
      return "edit";
    case Action::label:
      return "label";
    case Action::link:
      return "link";
    case Action::unlink:
      return "unlink";
    case Action::note:
      return "note";
    case Action::close:
      return "close";
    case Action::record:
      return "record";
    case Action::file:
      return "file";
  }
  return "";
}

std::string_view to_string(Outcome outcome) {
  switch (outcome) {
    case Outcome::done:
      return "done";
    case Outcome::unchanged:
      return "unchanged";
    case Outcome::failed:
      return "failed";
    case Outcome::unclear:
      return "unclear";
  }
  return "";
}

std::string_view to_string(Gate::Result result) {
  switch (result) {
    case Gate::Result::passed:
      return "passed";
    case Gate::Result::failed:
      return "failed";
    case Gate::Result::overridden:
      return "overridden";
  }
  return "";
}

std::string ChangeSet::checksum() const {
  std::string text;
  append_part(text, quarter);
  for (const Change& change : changes) {
    append_part(text, to_string(change.action));
    append_part(text, change.subject);
    append_fields(text, change.before);
    append_fields(text, change.after);
    std::visit(PayloadText(text), change.payload);
  }
  for (const auto& [subject, issue] : known) {
    append_part(text, subject);
    append_part(text, issue.ref.project);
    append_part(text, std::to_string(issue.ref.iid));
  }
  return base::sha256_hex(text);
}

}  // namespace secokr::tracker
