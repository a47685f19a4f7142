#pragma once
#include <concepts>
#include <cstdint>
#include <expected>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include <secokr/day.hpp>

namespace secokr::base {

/// One description of a struct, its `shape`, from which writing it as JSON and reading it follow; nothing throws.
using Json = nlohmann::ordered_json;

/// Why JSON is not what it should be: a sentence without a full stop.
using Understood = std::expected<void, std::string>;

enum class Presence {
  required,  ///< written always, demanded of what is read
  added,     ///< written always, as in a struct that was just made where an older file has none
  optional,  ///< written where it differs from a struct that was just made
};

/// How a value stands in JSON: `write` gives it, `read` puts it into a value that was just made.
template <class T>
struct Form;

template <class Struct, class Value, class Written>
struct Member {
  const char* name;
  Value Struct::* value;
  Presence presence;
};

/// The last argument is the form of this member where it is not its type's.
template <class Struct, class Value, class Written = Form<Value>>
constexpr auto required(const char* name, Value Struct::* value, Written = {}) {
  return Member<Struct, Value, Written>{name, value, Presence::required};
}
template <class Struct, class Value, class Written = Form<Value>>
constexpr auto added(const char* name, Value Struct::* value, Written = {}) {
  return Member<Struct, Value, Written>{name, value, Presence::added};
}
template <class Struct, class Value, class Written = Form<Value>>
constexpr auto optional(const char* name, Value Struct::* value, Written = {}) {
  return Member<Struct, Value, Written>{name, value, Presence::optional};
}

/// Of a struct: a tuple of its members, in the order in which they are written.
template <class Struct>
inline constexpr auto shape = nullptr;
template <class T>
concept Shaped = !std::same_as<decltype(shape<T>), const std::nullptr_t>;

/// Of a value that is a word: what reads the word that `word_of`, else `to_string`, gives.
template <class T>
inline constexpr auto parse_word = nullptr;
template <>
inline constexpr auto parse_word<Day> = &parse_day;
template <class T>
concept Word = !std::same_as<decltype(parse_word<T>), const std::nullptr_t>;

template <class T>
std::string word_of(const T& value) {
  return std::string(to_string(value));
}

std::unexpected<std::string> wrong_type(std::string_view wanted, const Json& json);
std::unexpected<std::string> unknown_value(std::string_view text);
std::unexpected<std::string> no_such_member(std::string_view name);
/// Null where it is absent and may be.
std::expected<const Json*, std::string> find_member(const Json& json, const char* name, Presence presence);
/// Of a whole number that does not fit, or of something else.
std::unexpected<std::string> no_such_number(const Json& json);

template <class T>
struct PlainForm {
  static Json write(const T& value) { return value; }
  static Understood read(const Json& json, T& value);
};
template <>
struct Form<std::string> : PlainForm<std::string> {};
template <>
struct Form<bool> : PlainForm<bool> {};
/// Without a point where it is whole and exact.
template <>
struct Form<double> : PlainForm<double> {
  static Json write(double value);
};

template <std::integral Int>
struct Form<Int> {
  static Json write(Int value) { return value; }
  static Understood read(const Json& json, Int& value) {
    const bool fits = json.is_number_unsigned()
                          ? std::in_range<Int>(json.get<std::uint64_t>())
                          : json.is_number_integer() && std::in_range<Int>(json.get<std::int64_t>());
    if (!fits) return no_such_number(json);
    value = json.get<Int>();
    return {};
  }
};

template <Word T>
struct Form<T> {
  static Json write(const T& value) { return word_of(value); }
  static Understood read(const Json& json, T& value) {
    std::string text;
    if (auto read = Form<std::string>::read(json, text); !read) return read;
    const auto parsed = parse_word<T>(text);
    if (!parsed) return unknown_value(text);
    value = *parsed;
    return {};
  }
};

template <class T>
struct Form<std::optional<T>> {
  static Json write(const std::optional<T>& value) { return value ? Form<T>::write(*value) : Json(nullptr); }
  static Understood read(const Json& json, std::optional<T>& value) { return Form<T>::read(json, value.emplace()); }
};

template <class T>
struct Form<std::vector<T>> {
  static Json write(const std::vector<T>& values) {
    Json list = Json::array();
    for (const T& value : values) list.push_back(Form<T>::write(value));
    return list;
  }
  static Understood read(const Json& json, std::vector<T>& values) {
    if (!json.is_array()) return wrong_type("array", json);
    for (const Json& each : json)
      if (auto read = Form<T>::read(each, values.emplace_back()); !read) return read;
    return {};
  }
};

/// Its key is a text or a word.
template <class Key, class T>
struct Form<std::map<Key, T>> {
  static Json write(const std::map<Key, T>& values) {
    Json object = Json::object();
    for (const auto& [key, value] : values)
      object[Form<Key>::write(key).template get<std::string>()] = Form<T>::write(value);
    return object;
  }
  static Understood read(const Json& json, std::map<Key, T>& values) {
    if (!json.is_object()) return wrong_type("object", json);
    for (const auto& [name, each] : json.items()) {
      Key key{};
      if (auto read = Form<Key>::read(name, key); !read) return read;
      if (auto read = Form<T>::read(each, values[key]); !read) return read;
    }
    return {};
  }
};

/// Gives each member in turn. A shape that is no tuple does so itself.
template <Shaped T, class Visit>
void visit_members(const Visit& visit) {
  if constexpr (requires { shape<T>.visit(visit); })
    shape<T>.visit(visit);
  else
    std::apply([&](const auto&... members) { (visit(members), ...); }, shape<T>);
}

template <Shaped T>
struct Form<T> {
  static Json write(const T& value) {
    static const T plain{};
    Json object = Json::object();
    visit_members<T>([&]<class Struct, class Value, class Written>(const Member<Struct, Value, Written>& member) {
      if (member.presence != Presence::optional || value.*member.value != plain.*member.value)
        object[member.name] = Written::write(value.*member.value);
    });
    return object;
  }
  static Understood read(const Json& json, T& value) {
    Understood all{};
    visit_members<T>([&]<class Struct, class Value, class Written>(const Member<Struct, Value, Written>& member) {
      if (!all) return;
      const auto found = find_member(json, member.name, member.presence);
      if (!found)
        all = std::unexpected(found.error());
      else if (*found != nullptr)
        all = Written::read(**found, value.*member.value);
    });
    return all;
  }
};

template <class T>
Json json_of(const T& value) {
  return Form<T>::write(value);
}

/// Error: a sentence without a full stop.
template <class T>
std::expected<T, std::string> read_json(const Json& json) {
  T value{};
  if (auto read = Form<T>::read(json, value); !read) return std::unexpected(std::move(read).error());
  return value;
}

}  // namespace secokr::base
