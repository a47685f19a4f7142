#include "app/drift/history.hpp"

#include <algorithm>
#include <chrono>
#include <string_view>

#include "app/drift/list.hpp"
#include "app/published/facts.hpp"
#include "base/text.hpp"

namespace secokr::app {
namespace {

using tracker::Event;

/// The event's field that a fact is told by.
std::string_view event_field(std::string_view fact) {
  if (fact == "title" || fact == "assignee" || fact == "due" || fact == "confidential" || fact == "state") return fact;
  return fact == "labels" ? "label" : "description";
}

std::string fact_in(const std::string& description, const std::string& field, const LabelScheme& scheme) {
  if (auto line = listed_in(description, field)) return *std::move(line);
  for (const documents::Fact& fact : facts_of(tracker::Issue{.description = description}, scheme))
    if (base::fold_case(fact.field) == field) return base::single_spaced(fact.value);
  return {};
}

bool tells_what(const Event& event) { return !event.before.empty() || !event.after.empty(); }

/// A label that stands on one of the two sides only.
bool is_among(const std::string& label, const DriftedField& field) {
  if (label.empty()) return false;
  const auto has = [&](const std::string& list) {
    return (", " + list + ", ").find(", " + label + ", ") != std::string::npos;
  };
  return has(field.agreed) != has(field.now);
}

bool is_of(const Event& event, const DriftedField& field, const LabelScheme& scheme) {
  const std::string_view wanted = event_field(field.field);
  if (event.field != wanted) return false;
  if (wanted == "label") return is_among(event.before, field) || is_among(event.after, field);
  if (wanted != "description" || !tells_what(event)) return true;
  return fact_in(event.before, field.field, scheme) != fact_in(event.after, field.field, scheme);
}

}  // namespace

Status add_history(const Ports& ports, const ComparedIssue& compared, std::vector<DriftedField>& fields) {
  const LabelScheme& scheme = ports.config.labels;
  const auto events = ports.tracker->events_of(compared.issue->ref);
  if (!events) {
    const ErrorKind kind = events.error().kind;
    if (kind == ErrorKind::authentication || kind == ErrorKind::refused) return {};
    return fail(events.error());
  }
  for (DriftedField& field : fields) {
    const auto last =
        std::find_if(events->rbegin(), events->rend(), [&](const Event& event) { return is_of(event, field, scheme); });
    if (last == events->rend() || last->user.empty()) continue;
    field.by = last->user;
    field.at = ports.day_of(last->at);
    field.whole_text = event_field(field.field) == "description" && !tells_what(*last);
  }
  return {};
}

}  // namespace secokr::app
