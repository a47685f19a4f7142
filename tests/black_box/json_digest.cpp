#include "black_box/json_digest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>

#include "base/hash.hpp"

namespace secokr::test {
namespace {

using Json = nlohmann::ordered_json;
constexpr std::size_t k_longest_list = 140;

/// The values at one place, in order of the first of each.
struct Member {
  std::string path{};
  std::vector<std::pair<std::string, std::size_t>> values{};
};

class Digest {
 public:
  void take(const std::string& path, const Json& json) {
    if (json.empty() || json.is_primitive()) return count(path, json);
    for (const auto& [key, value] : json.items())
      take(json.is_array() ? path + "[]" : path.empty() ? key : path + "." + key, value);
  }

  std::vector<std::string> lines() const {
    std::vector<std::string> result;
    for (const Member& member : m_members) result.push_back(member.path + ": " + line_of(member.values));
    return result;
  }

 private:
  void count(const std::string& path, const Json& json) {
    auto member = std::ranges::find(m_members, path, &Member::path);
    if (member == m_members.end()) member = m_members.insert(m_members.end(), {.path = path});
    const std::string value = json.is_string() ? json.get<std::string>() : json.dump();
    const auto known = std::ranges::find(member->values, value, &std::pair<std::string, std::size_t>::first);
    if (known == member->values.end())
      member->values.emplace_back(value, 1);
    else
      ++known->second;
  }

  static std::string line_of(const std::vector<std::pair<std::string, std::size_t>>& values) {
    std::size_t all = 0;
    std::vector<std::string> told;
    for (const auto& [value, times] : values) {
      all += times;
      const std::string shown = value.empty() ? "\"\"" : value;
      told.push_back(times == 1 ? shown : fmt::format("{} {}", times, shown));
    }
    const auto list = fmt::format("{}", fmt::join(told, ", "));
    const bool is_short = list.size() <= k_longest_list && list.find('\n') == std::string::npos;
    return is_short ? list : fmt::format("({} values)", all);
  }

  std::vector<Member> m_members{};
};

bool holds(const std::vector<std::string>& lines, const std::string& line) {
  return std::ranges::find(lines, line) != lines.end();
}

}  // namespace

std::vector<std::string> json_digest(const std::string& text) {
  const Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded()) throw std::runtime_error("there is no JSON to digest");
  Digest digest;
  digest.take({}, json);
  auto lines = digest.lines();
  lines.push_back("(bytes): " + base::sha256_hex(text).substr(0, 16));
  return lines;
}

std::vector<std::string> digest_difference(const std::vector<std::string>& before,
                                           const std::vector<std::string>& now) {
  std::vector<std::string> lines(1);
  std::size_t shared = 0;
  for (const std::string& line : before)
    if (!holds(now, line)) lines.push_back("- " + line);
  for (const std::string& line : now)
    if (holds(before, line))
      ++shared;
    else
      lines.push_back("+ " + line);
  lines.front() = fmt::format("({} lines as before)", shared);
  return lines;
}

}  // namespace secokr::test
