#include "workspace/plan_payload.hpp"

#include <limits>

#include "tracker/apply/preconditions.hpp"

namespace secokr::workspace {
namespace {

using namespace tracker;

template <class Value>
void put(Json& json, const char* key, const std::optional<Value>& value) {
  if (value) json[key] = *value;
}

template <class Value>
std::optional<Value> optional_from(const Json& json, const char* key) {
  if (!json.contains(key)) return std::nullopt;
  return json.at(key).get<Value>();
}

Json payload_json(const std::optional<Day>& day) { return day ? Json(secokr::to_string(*day)) : Json(nullptr); }

std::optional<Day> optional_day_from(const Json& json) {
  if (json.is_null()) return std::nullopt;
  return day_from(json);
}

std::string text(const Json& json, const char* key) { return json.at(key).get<std::string>(); }
std::vector<std::string> texts(const Json& json, const char* key) {
  return json.at(key).get<std::vector<std::string>>();
}

IssueRef ref_from(const Json& json) { return {text(json, "project"), count_from(json.at("iid"))}; }
void put(Json& json, const IssueRef& ref) {
  json["project"] = ref.project;
  json["iid"] = ref.iid;
}

Json payload_json(const CreateIssue& create) {
  const NewIssue& issue = create.issue;
  Json json{{"kind", "create_issue"},         {"marker", issue.marker},
            {"title", issue.title},           {"description", issue.description},
            {"labels", issue.labels},         {"assignees", issue.assignees},
            {"due", payload_json(issue.due)}, {"confidential", issue.confidential}};
  if (!issue.strangers.empty()) json["strangers"] = issue.strangers;
  return json;
}

CreateIssue create_from(const Json& json) {
  return {{.marker = text(json, "marker"),
           .title = text(json, "title"),
           .description = text(json, "description"),
           .labels = texts(json, "labels"),
           .assignees = texts(json, "assignees"),
           .due = optional_day_from(json.at("due")),
           .confidential = json.at("confidential").get<bool>(),
           .strangers = optional_from<std::vector<long>>(json, "strangers").value_or(std::vector<long>{})}};
}

Json payload_json(const EditIssue& payload) {
  const IssueEdit& edit = payload.edit;
  Json json{{"kind", "edit_issue"}};
  put(json, payload.ref);
  json["subject"] = payload.subject;
  put(json, "title", edit.title);
  put(json, "description", edit.description);
  put(json, "description_before", payload.description_before);
  json["add_labels"] = edit.add_labels;
  json["remove_labels"] = edit.remove_labels;
  put(json, "assignees", edit.assignees);
  if (edit.due) json["due"] = payload_json(*edit.due);
  put(json, "confidential", edit.confidential);
  if (edit.state) json["state"] = *edit.state == IssueState::opened ? "opened" : "closed";
  return json;
}

std::optional<IssueState> state_from(const Json& json) {
  const auto word = optional_from<std::string>(json, "state");
  if (!word) return std::nullopt;
  if (*word != "opened" && *word != "closed") throw BadValue{*word};
  return *word == "opened" ? IssueState::opened : IssueState::closed;
}

EditIssue edit_from(const Json& json) {
  EditIssue payload{.ref = ref_from(json), .subject = text(json, "subject")};
  IssueEdit& edit = payload.edit;
  edit.title = optional_from<std::string>(json, "title");
  edit.description = optional_from<std::string>(json, "description");
  payload.description_before = optional_from<std::string>(json, "description_before");
  edit.add_labels = texts(json, "add_labels");
  edit.remove_labels = texts(json, "remove_labels");
  edit.assignees = optional_from<std::vector<std::string>>(json, "assignees");
  if (json.contains("due")) edit.due = optional_day_from(json.at("due"));
  edit.confidential = optional_from<bool>(json, "confidential");
  edit.state = state_from(json);
  return payload;
}

Json payload_json(const EnsureLabel& ensure) {
  return {{"kind", "ensure_label"},         {"name", ensure.label.name},
          {"color", ensure.label.color},    {"description", ensure.label.description},
          {"project", ensure.home.project}, {"group", ensure.home.group}};
}

EnsureLabel label_from(const Json& json) {
  return {{text(json, "name"), text(json, "color"), text(json, "description")},
          {text(json, "project"), text(json, "group")}};
}

Json payload_json(const LinkIssues& link) {
  return {{"kind", "link_issues"},
          {"from", link.from_subject},
          {"to", link.to_subject},
          {"type", std::string(to_string(link.type))}};
}

LinkIssues link_from(const Json& json) {
  LinkIssues link{text(json, "from"), text(json, "to")};
  const std::string word = text(json, "type");
  for (const LinkType type : {LinkType::relates_to, LinkType::blocks, LinkType::is_blocked_by})
    if (word == to_string(type)) {
      link.type = type;
      return link;
    }
  throw BadValue{word};
}

Json payload_json(const PostNote& note) {
  Json json{{"kind", "post_note"}};
  put(json, note.ref);
  put(json, "note_id", note.note_id);
  json["body"] = note.body;
  json["health"] = note.health;
  put(json, "body_before", note.body_before);
  json["purpose"] = note.purpose;
  json["newest_before"] = note.newest_before;
  return json;
}

PostNote note_from(const Json& json) {
  PostNote note{.ref = ref_from(json)};
  if (json.contains("note_id")) note.note_id = count_from(json.at("note_id"));
  note.body = text(json, "body");
  note.health = text(json, "health");
  note.body_before = optional_from<std::string>(json, "body_before");
  note.purpose = text(json, "purpose");
  note.newest_before = count_from(json.at("newest_before"));
  return note;
}

Json payload_json(const AppendRecord& record) {
  return {{"kind", "append_record"},
          {"path", record.path.generic_string()},
          {"line", record.line},
          {"heading", record.heading}};
}

Json payload_json(const WriteFile& file) {
  Json json{{"kind", "write_file"},
            {"path", file.path.generic_string()},
            {"text", file.text},
            {"absent", file.expectation.absent}};
  put(json, "hash", file.expectation.hash);
  return json;
}

WriteFile file_from(const Json& json) {
  return {text(json, "path"),
          text(json, "text"),
          {.absent = json.at("absent").get<bool>(), .hash = optional_from<std::string>(json, "hash")}};
}

}  // namespace

long count_from(const Json& json) {
  const bool is_count = json.is_number_unsigned() &&
                        json.get<unsigned long>() <= static_cast<unsigned long>(std::numeric_limits<long>::max());
  if (!is_count) throw BadValue{json.is_primitive() ? json.dump(-1, ' ', true, Json::error_handler_t::replace) : "…"};
  return json.get<long>();
}

Json json_of(const Payload& payload) {
  return std::visit([](const auto& each) { return payload_json(each); }, payload);
}

Payload payload_from(const Json& json) {
  const std::string kind = text(json, "kind");
  if (kind == "create_issue") return create_from(json);
  if (kind == "edit_issue") return edit_from(json);
  if (kind == "ensure_label") return label_from(json);
  if (kind == "link_issues") return link_from(json);
  if (kind == "post_note") return note_from(json);
  if (kind == "append_record") return AppendRecord{text(json, "path"), text(json, "line"), text(json, "heading")};
  if (kind == "write_file") return file_from(json);
  throw BadValue{kind};
}

bool fits(Action action, const Payload& payload) {
  return std::visit(Overloaded{
                        [&](const CreateIssue&) { return action == Action::create; },
                        [&](const EditIssue&) { return action == Action::edit || action == Action::close; },
                        [&](const EnsureLabel&) { return action == Action::label; },
                        [&](const LinkIssues&) { return action == Action::link || action == Action::unlink; },
                        [&](const PostNote&) { return action == Action::note; },
                        [&](const AppendRecord&) { return action == Action::record; },
                        [&](const WriteFile&) { return action == Action::file; },
                    },
                    payload);
}

}  // namespace secokr::workspace
