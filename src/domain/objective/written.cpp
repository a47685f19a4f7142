#include "domain/objective/written.hpp"

#include <algorithm>

#include <secokr/placeholder.hpp>

#include "base/one_line.hpp"
#include "base/text.hpp"

namespace secokr {
namespace {

bool is_username(std::string_view text) {
  const auto fits = [](char c) {
    return base::is_ascii_letter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
  };
  return !text.empty() && text.size() <= 255 && std::all_of(text.begin(), text.end(), fits);
}

}  // namespace

bool read_person(std::string& person, std::string_view value) {
  const std::string_view name = value.starts_with('@') ? value.substr(1) : value;
  const bool username = is_username(name);
  if (!username && !placeholder_in(value)) return false;
  person = username ? name : value;
  return true;
}

std::string write_person(const std::string& person) {
  const std::string name = base::one_line(person);
  if (name.empty()) return "";
  return is_username(name) ? "@" + name : name;
}

bool is_link(std::string_view text) {
  return (text.starts_with("https://") || text.starts_with("http://")) && text.size() > 8 &&
         text.find_first_of(" \t\r\n<>\"") == std::string_view::npos;
}

}  // namespace secokr
