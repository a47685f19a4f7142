#include "gitlab/history.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "gitlab/moment.hpp"

namespace secokr::gitlab {
namespace {

enum class Source { label, state, note };

/// An event and what orders it: its moment, labels before states before notes, its id.
struct Dated {
  Moment moment{};
  Source source = Source::label;
  long id = 0;
  tracker::Event event{};
  auto key() const { return std::tuple{moment, source, id}; }
};

Dated dated(const Json& row, Source source, std::string field) {
  const Moment moment = parse_moment(text_in(row, "created_at")).value_or(Moment{});
  const char* const who = source == Source::note ? "author" : "user";
  return {.moment = moment,
          .source = source,
          .id = number_in(row, "id"),
          .event = {.field = std::move(field), .user = text_in(member_in(row, who), "username"), .at = moment.instant}};
}

void add_label_event(std::vector<Dated>& events, const Json& row) {
  const std::string action = text_in(row, "action");
  if (action != "add" && action != "remove") return;
  Dated entry = dated(row, Source::label, "label");
  (action == "add" ? entry.event.after : entry.event.before) = text_in(member_in(row, "label"), "name");
  events.push_back(std::move(entry));
}

void add_state_event(std::vector<Dated>& events, const Json& row) {
  const std::string state = text_in(row, "state");
  const bool opened = state == "reopened" || state == "opened";
  if (!opened && state != "closed" && state != "merged") return;
  Dated entry = dated(row, Source::state, "state");
  entry.event.before = opened ? "closed" : "opened";
  entry.event.after = opened ? "opened" : "closed";
  events.push_back(std::move(entry));
}

void add_note(std::vector<Dated>& events, const Json& row) {
  if (!flag_in(row, "system")) return;
  if (auto field = field_of_note(text_in(row, "body"))) events.push_back(dated(row, Source::note, *std::move(field)));
}

template <class Add>
void add_all(std::vector<Dated>& events, const Json& rows, Add add) {
  if (!rows.is_array()) return;
  for (const Json& row : rows) add(events, row);
}

}  // namespace

std::optional<std::string> field_of_note(std::string_view body) {
  if (body.starts_with("<p>")) body.remove_prefix(3);
  struct Beginning {
    std::string_view words;
    const char* field;
  };
  static constexpr std::array<Beginning, 8> beginnings{{{"changed title ", "title"},
                                                        {"changed the description", "description"},
                                                        {"assigned to ", "assignee"},
                                                        {"unassigned ", "assignee"},
                                                        {"changed due date ", "due"},
                                                        {"removed due date ", "due"},
                                                        {"made the issue confidential", "confidential"},
                                                        {"made the issue visible", "confidential"}}};
  const auto found =
      std::ranges::find_if(beginnings, [&](const Beginning& beginning) { return body.starts_with(beginning.words); });
  if (found == beginnings.end()) return std::nullopt;
  return found->field;
}

std::vector<tracker::Event> events_of(const Json& label_events, const Json& state_events, const Json& system_notes) {
  std::vector<Dated> all;
  add_all(all, label_events, add_label_event);
  add_all(all, state_events, add_state_event);
  add_all(all, system_notes, add_note);
  std::ranges::stable_sort(all, {}, &Dated::key);
  std::vector<tracker::Event> events;
  events.reserve(all.size());
  for (Dated& entry : all) events.push_back(std::move(entry.event));
  return events;
}

}  // namespace secokr::gitlab
