#include "base/shape.hpp"

#include <cmath>

#include <fmt/format.h>

namespace secokr::base {

std::unexpected<std::string> wrong_type(std::string_view wanted, const Json& json) {
  return std::unexpected(fmt::format("type must be {}, but is {}", wanted, json.type_name()));
}

std::unexpected<std::string> unknown_value(std::string_view text) {
  return std::unexpected(fmt::format("\"{}\" is no value that is known there", text));
}

std::unexpected<std::string> no_such_number(const Json& json) {
  return unknown_value(json.is_number() ? json.dump() : "…");
}

std::unexpected<std::string> no_such_member(std::string_view name) {
  return std::unexpected(fmt::format("key '{}' not found", name));
}

std::expected<const Json*, std::string> find_member(const Json& json, const char* name, Presence presence) {
  const bool is_required = presence == Presence::required;
  if (!json.is_object())
    return std::unexpected(fmt::format("cannot use {}() with {}", is_required ? "at" : "value", json.type_name()));
  const auto found = json.find(name);
  if (found != json.end()) return &*found;
  if (!is_required) return nullptr;
  return no_such_member(name);
}

Json Form<double>::write(double value) {
  constexpr double exact = 9e15;
  if (std::nearbyint(value) == value && std::fabs(value) < exact) return static_cast<std::int64_t>(value);
  return value;
}

template <class T>
Understood PlainForm<T>::read(const Json& json, T& value) {
  static const Json like = std::is_same_v<T, double> ? Json(0) : Json(T{});
  const std::string_view wanted = like.type_name();
  if (wanted != json.type_name()) return wrong_type(wanted, json);
  value = json.get<T>();
  return {};
}
template struct PlainForm<std::string>;
template struct PlainForm<bool>;
template struct PlainForm<double>;

}  // namespace secokr::base
