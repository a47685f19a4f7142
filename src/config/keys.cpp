#include "config/keys.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "base/clock.hpp"
#include "base/text.hpp"

namespace secokr::config {

namespace {

std::string lower(std::string_view text) { return base::fold_case(base::trim(text)); }
const std::string& text(const Value& value) { return std::get<std::string>(value); }

bool put_word(std::string& member, const Value& value) {
  member = base::trim(text(value));
  return !member.empty() && member.find('\n') == std::string::npos;
}

bool put_number(int& member, const Value& value, int least, int most) {
  const std::int64_t number = std::get<std::int64_t>(value);
  if (number < least || number > most) return false;
  member = static_cast<int>(number);
  return true;
}

bool put_words(std::vector<std::string>& member, const Value& value) {
  member.clear();
  for (const std::string& item : std::get<std::vector<std::string>>(value)) member.emplace_back(base::trim(item));
  return std::ranges::none_of(member, &std::string::empty);
}

bool put_url(std::string& member, const Value& value) {
  member = base::trim(text(value));
  return is_url(member);
}

bool put_username(std::string& member, const Value& value) {
  const auto username = username_of(text(value));
  member = username.value_or("");
  return username.has_value();
}

bool put_host(std::string& member, const Value& value) {
  const auto origin = origin_of(text(value));
  member = origin.value_or("");
  return origin.has_value();
}

bool put_project(std::string& member, const Value& value) {
  member = base::trim(text(value));
  while (member.starts_with('/')) member.erase(0, 1);
  while (member.ends_with('/')) member.pop_back();
  const bool is_number = !member.empty() && std::ranges::all_of(member, [](char c) { return c >= '0' && c <= '9'; });
  return is_number || (member.find('/') != std::string::npos && member.find_first_of(" \t\n:?#") == std::string::npos);
}

bool put_zone(std::string& member, const Value& value) {
  member = base::trim(text(value));
  return base::local_day(base::Instant{}, member).has_value();
}

template <class Enum>
bool put_choice(Enum& member, std::optional<Enum> choice) {
  if (choice) member = *choice;
  return choice.has_value();
}

std::optional<TrackerKind> parse_tracker_kind(std::string_view word) {
  for (const TrackerKind kind : {TrackerKind::local, TrackerKind::gitlab})
    if (lower(word) == to_string(kind)) return kind;
  return std::nullopt;
}

std::string joined_days(const std::set<Day>& closed) {
  std::vector<std::string> parts;
  for (const Day day : closed) parts.push_back(to_string(day));
  return base::join(parts, ",");
}

// clang-format off
constexpr std::array table{
    Key{"tracker.kind", "--tracker", Shape::text, Scope::anywhere, "one of local, gitlab", "Where the OKRs are published",
        [](Config& c, const Value& v) { return put_choice(c.tracker.kind, parse_tracker_kind(text(v))); },
        [](const Config& c) { return std::string{to_string(c.tracker.kind)}; }},
    Key{"tracker.host", "--host", Shape::text, Scope::anywhere, "a host such as https://gitlab.com, without a path (http:// only for this machine)", "The GitLab server",
        [](Config& c, const Value& v) { return put_host(c.tracker.host, v); },
        [](const Config& c) { return c.tracker.host; }},
    Key{"tracker.project", "--project", Shape::text, Scope::anywhere, "a project's path such as group/project, or its number", "The OKR project",
        [](Config& c, const Value& v) { return put_project(c.tracker.project, v); },
        [](const Config& c) { return c.tracker.project; }},
    Key{"fiscal.first_month", "", Shape::number, Scope::anywhere, "a month from 1 to 12", "The month in which the fiscal year starts",
        [](Config& c, const Value& v) { int month = 0; const bool good = put_number(month, v, 1, 12); if (good) c.calendar.fiscal.first_month = static_cast<unsigned>(month); return good; },
        [](const Config& c) { return std::to_string(c.calendar.fiscal.first_month); }},
    Key{"calendar.counting", "", Shape::text, Scope::anywhere, "one of literal, published", "How the Mondays before a quarter are counted",
        [](Config& c, const Value& v) { return put_choice(c.calendar.counting, parse_counting(lower(text(v)))); },
        [](const Config& c) { return std::string{to_string(c.calendar.counting)}; }},
    Key{"calendar.timezone", "", Shape::text, Scope::anywhere, "a time zone such as UTC or Europe/Berlin", "The time zone that decides which day it is",
        [](Config& c, const Value& v) { return put_zone(c.timezone, v); },
        [](const Config& c) { return c.timezone; }},
    Key{"calendar.closed_days", "", Shape::days, Scope::anywhere, "a list of dates such as [2027-04-02]", "Days on which no update is due",
        [](Config& c, const Value& v) { const auto& list = std::get<std::vector<Day>>(v); c.calendar.closed_days = {list.begin(), list.end()}; return true; },
        [](const Config& c) { return joined_days(c.calendar.closed_days); }},
    Key{"limits.objectives", "", Shape::number, Scope::anywhere, "a number from 1 to 99", "How many objectives the division includes at most (O1)",
        [](Config& c, const Value& v) { return put_number(c.limits.objectives, v, 1, 99); },
        [](const Config& c) { return std::to_string(c.limits.objectives); }},
    Key{"limits.key_results", "", Shape::number, Scope::anywhere, "a number from 1 to 99", "How many key results an objective has at most (O2)",
        [](Config& c, const Value& v) { return put_number(c.limits.key_results, v, 1, 99); },
        [](const Config& c) { return std::to_string(c.limits.key_results); }},
    Key{"labels.division", "", Shape::text, Scope::anywhere, "a label's name", "The label of the division's issues",
        [](Config& c, const Value& v) { return put_word(c.labels.division, v); },
        [](const Config& c) { return c.labels.division; }},
    Key{"labels.division_aliases", "", Shape::texts, Scope::anywhere, "a list of labels' names", "Other spellings of the division's label that are read",
        [](Config& c, const Value& v) { return put_words(c.labels.division_aliases, v); },
        [](const Config& c) { return base::join(c.labels.division_aliases, ","); }},
    Key{"labels.okr", "", Shape::text, Scope::anywhere, "a label's name", "The label of an objective",
        [](Config& c, const Value& v) { return put_word(c.labels.okr, v); },
        [](const Config& c) { return c.labels.okr; }},
    Key{"labels.priority", "", Shape::texts, Scope::anywhere, "a list of exactly three labels' names, for p0, p1 and p2", "The labels of the priorities p0, p1 and p2",
        [](Config& c, const Value& v) { return put_words(c.labels.priority, v) && c.labels.priority.size() == 3; },
        [](const Config& c) { return base::join(c.labels.priority, ","); }},
    Key{"strategy.ciso", "", Shape::text, Scope::anywhere, "a URL", "The CISO's strategy",
        [](Config& c, const Value& v) { return put_url(c.ciso_strategy, v); },
        [](const Config& c) { return c.ciso_strategy; }},
    Key{"strategy.top5_risks", "", Shape::texts, Scope::anywhere, "a list of risks, each a text", "The risks that an objective may name (O4)",
        [](Config& c, const Value& v) { return put_words(c.top5_risks, v); },
        [](const Config& c) { return base::join(c.top5_risks, ","); }},
    Key{"finalize.delegate", "", Shape::text, Scope::anywhere, "a username", "Who may include and finalise beside the CISO (P5)",
        [](Config& c, const Value& v) { return put_username(c.delegate, v); },
        [](const Config& c) { return c.delegate; }},
    Key{"user", "--user", Shape::text, Scope::not_in_workspace, "a username", "Who I am on the local tracker",
        [](Config& c, const Value& v) { return put_username(c.user, v); },
        [](const Config& c) { return c.user; }},
    Key{"credential_helper", "", Shape::texts, Scope::not_in_workspace, "a program and its arguments, as a list", "A program that prints the token",
        [](Config& c, const Value& v) { return put_words(c.credential_helper, v) && !c.credential_helper.empty(); },
        [](const Config& c) { return base::join(c.credential_helper, ","); }},
    Key{"ca_file", "", Shape::text, Scope::not_in_workspace, "a path", "Certificates of the authorities to trust",
        [](Config& c, const Value& v) { return put_word(c.ca_file, v); },
        [](const Config& c) { return c.ca_file; }},
    Key{"proxy", "", Shape::text, Scope::not_in_workspace, "a URL", "The proxy for requests to the server",
        [](Config& c, const Value& v) { return put_url(c.proxy, v); },
        [](const Config& c) { return c.proxy; }},
    Key{"token_file", "", Shape::text, Scope::not_in_workspace, "a path", "A file that holds the token",
        [](Config& c, const Value& v) { return put_word(c.token_file, v); },
        [](const Config& c) { return c.token_file; }},
    Key{"http_version", "", Shape::text, Scope::not_in_workspace, "one of \"1.1\", \"2\"", "The HTTP version to speak with the server",
        [](Config& c, const Value& v) { c.http_version = base::trim(text(v)); return c.http_version == "1.1" || c.http_version == "2"; },
        [](const Config& c) { return c.http_version; }},
};
// clang-format on

}  // namespace

std::string_view to_string(TrackerKind kind) { return kind == TrackerKind::local ? "local" : "gitlab"; }

std::span<const Key> keys() { return table; }

const Key* find_key(std::string_view path) {
  const auto found = std::ranges::find(table, path, &Key::path);
  return found == table.end() ? nullptr : &*found;
}

std::vector<std::string> key_paths() {
  std::vector<std::string> paths;
  for (const Key& key : table) paths.emplace_back(key.path);
  return paths;
}

namespace {

std::optional<Day> day_of(const Raw& raw) {
  if (const Day* day = std::get_if<Day>(&raw.value)) return *day;
  const auto* written = std::get_if<std::string>(&raw.value);
  return written != nullptr ? parse_day(base::trim(*written)) : std::nullopt;
}

template <class T, class Read>
std::optional<Value> list_of(const Raw& raw, const Read& read) {
  const auto* items = std::get_if<std::vector<Raw>>(&raw.value);
  if (items == nullptr) return std::nullopt;
  std::vector<T> values;
  for (const Raw& item : *items) {
    const auto value = read(item);
    if (!value) return std::nullopt;
    values.push_back(*value);
  }
  return Value{std::move(values)};
}

std::optional<std::string> text_of(const Raw& raw) {
  const auto* written = std::get_if<std::string>(&raw.value);
  return written != nullptr ? std::optional{*written} : std::nullopt;
}

}  // namespace

std::optional<Value> value_of(const Raw& raw, Shape shape) {
  switch (shape) {
    case Shape::text:
      if (const auto written = text_of(raw)) return Value{*written};
      return std::nullopt;
    case Shape::number:
      if (const auto* number = std::get_if<std::int64_t>(&raw.value)) return Value{*number};
      return std::nullopt;
    case Shape::texts:
      return list_of<std::string>(raw, text_of);
    case Shape::days:
      return list_of<Day>(raw, day_of);
  }
  return std::nullopt;
}

std::optional<Value> value_of(std::string_view written, Shape shape) {
  if (shape == Shape::text) return Value{std::string{written}};
  if (shape == Shape::number) {
    written = base::trim(written);
    std::int64_t number = 0;
    const auto [end, failed] = std::from_chars(written.data(), written.data() + written.size(), number);
    if (failed != std::errc{} || end != written.data() + written.size()) return std::nullopt;
    return Value{number};
  }
  Raw list{std::vector<Raw>{}, 0};
  for (const std::string_view part : base::split(written, ','))
    std::get<std::vector<Raw>>(list.value).push_back({std::string{base::trim(part)}, 0});
  return value_of(list, shape);
}

std::optional<std::string> username_of(std::string_view written) {
  written = base::trim(written);
  if (written.starts_with('@')) written.remove_prefix(1);
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
           c == '-';
  };
  if (written.empty() || !std::ranges::all_of(written, allowed)) return std::nullopt;
  return std::string{written};
}

bool is_url(std::string_view written) {
  for (const std::string_view scheme : {"https://", "http://"})
    if (written.starts_with(scheme) && written.size() > scheme.size())
      return std::ranges::none_of(written, [](char c) { return c == ' ' || c == '\n' || c == '\t'; });
  return false;
}

}  // namespace secokr::config
