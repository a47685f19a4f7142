#include <utility>

#include "base/text.hpp"
#include "support/gitlab_double/issue_query.hpp"

namespace secokr::test::fake_gitlab {

IssueOrder::IssueOrder(const Call& call)
    : m_field(call.given("order_by") ? call.text("order_by") : "created_at"), m_descending(call.text("sort") != "asc") {
  if (m_field == "created_at") m_time = &Issue::created;
  if (m_field == "updated_at") m_time = &Issue::updated;
}

bool IssueOrder::operator()(const Issue* a, const Issue* b) const {
  if (m_time == nullptr) return before(key(*a), key(*b));
  if (m_descending) std::swap(a, b);
  return a->*m_time != b->*m_time ? a->*m_time < b->*m_time : a->id < b->id;
}

IssueOrder::Key IssueOrder::key(const Issue& issue) const {
  Key key;
  key.id = issue.id;
  if (m_time != nullptr) {
    key.time = issue.*m_time;
  } else if (m_field == "title") {
    key.text = base::fold_case(issue.title);
  } else if (m_field == "due_date") {
    // Those without a day come last, whatever the direction.
    key.text = issue.due_date.value_or(m_descending ? "" : "~");
  } else if (m_field == "weight") {
    key.time = issue.weight.value_or(m_descending ? -1 : 1'000'000'000);
  }
  return key;
}

bool IssueOrder::before(const Key& a, const Key& b) const {
  const auto& low = m_descending ? b : a;
  const auto& high = m_descending ? a : b;
  if (low.time != high.time) return low.time < high.time;
  if (low.text != high.text) return low.text < high.text;
  return low.id < high.id;
}

std::string IssueOrder::cursor(const Issue& issue, bool forward) const {
  const auto place = key(issue);
  Json fields = Json::object();
  if (m_time != nullptr) {
    auto time = iso_time(place.time);
    time[10] = ' ';
    fields[m_field] = time.substr(0, 23) + "000000 +0000";
  } else if (m_field != "id") {
    fields[m_field] = m_field == "weight" ? std::to_string(place.time) : place.text;
  }
  fields["id"] = std::to_string(place.id);
  fields["_kd"] = forward ? "n" : "p";
  return base64(fields.dump());
}

std::optional<IssueOrder::Place> IssueOrder::read_cursor(std::string_view text) const {
  const auto bytes = from_base64(text);
  if (!bytes) return std::nullopt;
  const auto fields = Json::parse(*bytes, nullptr, false);
  if (!fields.is_object() || !fields.contains("id") || !fields.at("id").is_string()) return std::nullopt;
  Place place;
  place.forward = fields.value("_kd", "n") == "n";
  place.key.id = read_number(fields.at("id").get<std::string>()).value_or(0);
  const auto value = fields.value(m_field, "");
  if (m_time != nullptr) {
    const auto time = read_time(value.substr(0, 23));
    if (!time) return std::nullopt;
    place.key.time = *time;
  } else if (m_field == "weight") {
    place.key.time = read_number(value).value_or(0);
  } else if (m_field != "id") {
    place.key.text = value;
  }
  return place;
}

}  // namespace secokr::test::fake_gitlab
