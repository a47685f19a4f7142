#include <algorithm>
#include <array>
#include <regex>

#include <fmt/format.h>

#include "base/text.hpp"
#include "support/gitlab_double/views.hpp"

namespace secokr::test::fake_gitlab {

namespace {

constexpr std::array<std::pair<std::string_view, long>, 6> units{
    {{"mo", 576'000}, {"w", 144'000}, {"d", 28'800}, {"h", 3600}, {"m", 60}, {"s", 1}}};

Json text_or_null(const std::optional<std::string>& text) { return text ? Json(*text) : Json(); }

Json labels_view(const State& state, const Issue& issue, bool details) {
  std::vector<const Label*> labels;
  for (const auto id : issue.labels) {
    if (const auto found = state.labels.find(id); found != state.labels.end()) labels.push_back(&found->second);
  }
  std::sort(labels.begin(), labels.end(), [](const auto* a, const auto* b) { return a->name < b->name; });
  auto view = Json::array();
  for (const auto* label : labels) view.push_back(details ? plain_label_view(*label) : Json(label->name));
  return view;
}

std::string upper(std::string text) {
  for (auto& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return text;
}

Json references_view(const State& state, const Issue& issue, const IssueView& view) {
  const auto path = state.full_path(*issue.project);
  auto relative = fmt::format("#{}", issue.iid);
  if (view.group != 0) relative = (issue.project->group == view.group ? issue.project->path : path) + relative;
  if (view.seen_from != nullptr && view.seen_from != issue.project) relative = path + relative;
  return {{"short", fmt::format("#{}", issue.iid)},
          {"relative", relative},
          {"full", fmt::format("{}#{}", path, issue.iid)}};
}

void add_paid_fields(const State& state, const Issue& issue, Json& view) {
  if (state.at_least(Tier::premium)) {
    view["weight"] = issue.weight ? Json(*issue.weight) : Json();
    view["epic_iid"] = nullptr;
    view["epic"] = nullptr;
    view["iteration"] = nullptr;
  }
  if (state.at_least(Tier::ultimate)) view["health_status"] = text_or_null(issue.health);
}

}  // namespace

Json human_time(long seconds) {
  std::string text;
  for (const auto& [name, size] : units) {
    if (seconds / size == 0) continue;
    text += fmt::format("{}{}{}", text.empty() ? "" : " ", seconds / size, name);
    seconds %= size;
  }
  return text.empty() ? Json() : Json(text);
}

std::optional<long> read_duration(std::string_view text) {
  static const std::regex whole(R"(\s*(\d+\s*(mo|w|d|h|m|s)\s*)+)");
  static const std::regex part(R"((\d+)\s*(mo|w|d|h|m|s))");
  const std::string copy(text);
  if (!std::regex_match(copy, whole)) return std::nullopt;
  long seconds = 0;
  for (std::sregex_iterator it(copy.begin(), copy.end(), part), end; it != end; ++it) {
    const auto* unit =
        std::find_if(units.begin(), units.end(), [&it](const auto& item) { return item.first == (*it)[2].str(); });
    seconds += read_number((*it)[1].str()).value_or(0) * unit->second;
  }
  return seconds;
}

std::vector<TaskItem> task_items(std::string_view description) {
  static const std::regex item(R"(^(?:\s*>)*\s*(?:[-+*]|\d+[.)])\s+\[([ xX])\]\s+(.*)$)");
  std::vector<TaskItem> items;
  std::string fence;
  for (const auto raw : base::split(description, '\n')) {
    const auto line = base::trim(raw);
    if (!fence.empty()) {
      if (line.starts_with(fence)) fence.clear();
      continue;
    }
    if (line.starts_with("```") || line.starts_with("~~~")) {
      fence = line.substr(0, 3);
      continue;
    }
    std::match_results<std::string_view::const_iterator> match;
    if (line.find('[') != std::string_view::npos && line.size() < 2000 &&
        std::regex_match(line.begin(), line.end(), match, item)) {
      items.push_back({match[1].str() != " ", match[2].str()});
    }
  }
  return items;
}

std::string issue_url(const State& state, const Issue& issue) {
  return fmt::format("{}/{}/-/{}/{}", state.origin, state.full_path(*issue.project),
                     issue.type == "task" ? "work_items" : "issues", issue.iid);
}

Json issue_view(const State& state, const Issue& issue, const IssueView& options) {
  auto assignees = Json::array();
  for (const auto id : issue.assignees) assignees.push_back(user_view(state, id));
  const auto milestone = state.milestones.find(issue.milestone);
  const auto items = task_items(issue.description.value_or(""));
  const auto done = std::count_if(items.begin(), items.end(), [](const auto& item) { return item.done; });
  const auto comments =
      std::count_if(issue.notes.begin(), issue.notes.end(), [](const auto& note) { return !note.system; });
  const auto votes = [&issue](std::string_view name) {
    return std::count_if(issue.emoji.begin(), issue.emoji.end(),
                         [name](const auto& item) { return item.name == name; });
  };
  Json view = {{"id", issue.id},
               {"iid", issue.iid},
               {"project_id", issue.project->id},
               {"title", issue.title},
               {"description", text_or_null(issue.description)},
               {"state", issue.closed ? "closed" : "opened"},
               {"created_at", iso_time(issue.created)},
               {"updated_at", iso_time(issue.updated)},
               {"closed_at", issue.closed_at ? Json(iso_time(*issue.closed_at)) : Json()},
               {"closed_by", issue.closed ? user_view(state, issue.closed_by) : Json()},
               {"labels", labels_view(state, issue, options.label_details)},
               {"milestone", milestone == state.milestones.end() ? Json() : milestone_view(state, milestone->second)},
               {"assignees", assignees},
               {"author", user_view(state, issue.author)},
               {"type", upper(issue.type)},
               {"assignee", assignees.empty() ? Json() : assignees.front()},
               {"user_notes_count", comments},
               {"merge_requests_count", 0},
               {"upvotes", votes("thumbsup")},
               {"downvotes", votes("thumbsdown")},
               {"start_date", nullptr},
               {"due_date", text_or_null(issue.due_date)},
               {"confidential", issue.confidential},
               {"discussion_locked", issue.locked ? Json(*issue.locked) : Json()},
               {"issue_type", issue.type},
               {"web_url", issue_url(state, issue)},
               {"time_stats",
                {{"time_estimate", issue.estimate},
                 {"total_time_spent", issue.spent},
                 {"human_time_estimate", human_time(issue.estimate)},
                 {"human_total_time_spent", human_time(issue.spent)}}},
               {"task_completion_status", {{"count", items.size()}, {"completed_count", done}}}};
  add_paid_fields(state, issue, view);
  if (options.shape == IssueShape::searched) return view;
  // `has_tasks` says the opposite of its name, and the text is there when it is true.
  view["has_tasks"] = items.empty();
  if (items.empty()) view["task_status"] = issue.description ? "0 of 0 checklist items completed" : "";
  const auto self = fmt::format("{}/api/v4/projects/{}", state.origin, issue.project->id);
  const auto own = fmt::format("{}/issues/{}", self, issue.iid);
  view["_links"] = {{"self", own},
                    {"notes", own + "/notes"},
                    {"award_emoji", own + "/award_emoji"},
                    {"project", self},
                    {"closed_as_duplicate_of", nullptr}};
  view["references"] = references_view(state, issue, options);
  view["severity"] = "UNKNOWN";
  if (options.shape == IssueShape::single && options.user != nullptr) {
    const auto chosen = issue.subscribed.find(options.user->id);
    view["subscribed"] = chosen != issue.subscribed.end() ? chosen->second : true;
  }
  view["moved_to_id"] = issue.moved_to == 0 ? Json() : Json(issue.moved_to);
  view["imported"] = false;
  view["imported_from"] = "none";
  view["service_desk_reply_to"] = nullptr;
  return view;
}

}  // namespace secokr::test::fake_gitlab
