#include "base/shape.hpp"

#include <cmath>

#include <fmt/format.h>

namespace secokr::base {

std::unexpected<std::string> wrong_type(const char* wanted, const Json& json) {
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

Json number_json(double value) {
  constexpr double exact = 9e15;
  if (std::nearbyint(value) == value && std::fabs(value) < exact) return static_cast<std::int64_t>(value);
  return value;
}

Understood Form<std::string>::read(const Json& json, std::string& text) {
  if (!json.is_string()) return wrong_type("string", json);
  text = json.get_ref<const std::string&>();
  return {};
}

Understood Form<bool>::read(const Json& json, bool& value) {
  if (!json.is_boolean()) return wrong_type("boolean", json);
  value = json.get<bool>();
  return {};
}

Understood Form<double>::read(const Json& json, double& value) {
  if (!json.is_number()) return wrong_type("number", json);
  value = json.get<double>();
  return {};
}

}  // namespace secokr::base
