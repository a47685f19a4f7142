#include "workspace/plan_payload.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace secokr::workspace {
namespace {

using namespace tracker;

/// Puts each value of a shape under its key. An optional that is not set is left out, but for a day, which is null; so
/// is an empty list of numbers.
class PayloadWriter {
 public:
  explicit PayloadWriter(Json& json) : m_json(json) {}
  template <class Value>
  void operator()(const char* key, const Value& value) {
    m_json[key] = json_from(value);
  }
  template <class Value>
  void operator()(const char* key, const std::optional<Value>& value) {
    if (value) (*this)(key, *value);
  }
  void operator()(const char* key, const std::optional<Day>& day) { m_json[key] = json_from(day); }
  void operator()(const char* key, const std::vector<long>& numbers) {
    if (!numbers.empty()) m_json[key] = numbers;
  }

 private:
  template <class Value>
  static Json json_from(const Value& value) {
    return value;
  }
  static Json json_from(const std::filesystem::path& path) { return path.generic_string(); }
  static Json json_from(const std::optional<Day>& day) { return day ? Json(secokr::to_string(*day)) : Json(nullptr); }
  static Json json_from(IssueState state) { return std::string(to_string(state)); }
  static Json json_from(LinkType type) { return std::string(to_string(type)); }

  Json& m_json;
};

class PayloadReader {
 public:
  explicit PayloadReader(const Json& json) : m_json(json) {}
  template <class Value>
  void operator()(const char* key, Value& value) {
    take(m_json.at(key), value);
  }
  template <class Value>
  void operator()(const char* key, std::optional<Value>& value) {
    if (m_json.contains(key)) take(m_json.at(key), value.emplace());
  }
  void operator()(const char* key, std::optional<Day>& day) { take(m_json.at(key), day); }
  void operator()(const char* key, std::vector<long>& numbers) {
    if (m_json.contains(key)) numbers = m_json.at(key).get<std::vector<long>>();
  }

 private:
  template <class Value>
  static void take(const Json& json, Value& value) {
    value = json.get<Value>();
  }
  static void take(const Json& json, long& number) { number = count_from(json); }
  static void take(const Json& json, std::filesystem::path& path) { path = json.get<std::string>(); }
  static void take(const Json& json, std::optional<Day>& day) {
    if (json.is_null()) return;
    const auto text = json.get<std::string>();
    day = parse_day(text);
    if (!day) throw BadValue{text};
  }
  static void take(const Json& json, IssueState& state) {
    state = one_of(json, std::array{IssueState::opened, IssueState::closed});
  }
  static void take(const Json& json, LinkType& type) {
    type = one_of(json, std::array{LinkType::relates_to, LinkType::blocks, LinkType::is_blocked_by});
  }
  template <class Word, std::size_t Size>
  static Word one_of(const Json& json, const std::array<Word, Size>& all) {
    const auto text = json.get<std::string>();
    const auto found = std::ranges::find_if(all, [&](Word word) { return text == to_string(word); });
    if (found == all.end()) throw BadValue{text};
    return *found;
  }

  const Json& m_json;
};

template <class Kind>
bool read_kind(const Json& json, std::string_view action, Payload& payload) {
  if (json.at("kind").get<std::string>() != Kind::kind) return false;
  Kind read{};
  Kind::shape(read, PayloadReader(json));
  if constexpr (requires { read.take_action(action); }) read.take_action(action);
  payload = std::move(read);
  return true;
}

template <class... Kinds>
bool read_any(const Json& json, std::string_view action, std::variant<Kinds...>& payload) {
  return (... || read_kind<Kinds>(json, action, payload));
}

}  // namespace

long count_from(const Json& json) {
  const bool is_count = json.is_number_unsigned() &&
                        json.get<unsigned long>() <= static_cast<unsigned long>(std::numeric_limits<long>::max());
  if (!is_count) throw BadValue{json.is_primitive() ? json.dump(-1, ' ', true, Json::error_handler_t::replace) : "…"};
  return json.get<long>();
}

Json json_of(const Payload& payload) {
  return std::visit(
      []<class Kind>(const Kind& each) {
        Json json{{"kind", std::string(Kind::kind)}};
        Kind::shape(each, PayloadWriter(json));
        return json;
      },
      payload);
}

Payload payload_from(const Json& json, std::string_view action) {
  Change change;
  if (!read_any(json, action, change.payload)) throw BadValue{json.at("kind").get<std::string>()};
  if (change.action() != action) throw BadValue{std::string(action)};
  return std::move(change.payload);
}

}  // namespace secokr::workspace
