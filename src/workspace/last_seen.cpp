#include "workspace/last_seen.hpp"

#include <chrono>

#include "base/private_file.hpp"
#include "workspace/json_file.hpp"

namespace secokr::workspace {
namespace {

Day day_in(const Json& json) {
  const auto written = json.get<std::string>();
  const auto day = parse_day(written);
  if (!day) throw BadValue{written};
  return *day;
}

Expected<LastSeen> parse(const std::string& text, const std::string& path) {
  SECOKR_TRY(const Json json, open_json(text, path, everything));
  return read_values(path, [&] {
    LastSeen seen{.user = json.at("user").get<std::string>(), .place = json.at("place").get<std::string>()};
    const auto written = json.at("quarter").get<std::string>();
    const auto quarter = parse_quarter(written);
    if (!quarter) throw BadValue{written};
    seen.quarter = *quarter;
    seen.at = base::Instant{std::chrono::seconds{json.at("at").get<std::int64_t>()}};
    seen.published = json.at("published").get<bool>();
    for (const Json& each : json.at("mine")) {
      SeenKeyResult key_result{.name = each.at("kr").get<std::string>()};
      for (const Json& week : each.at("reported")) key_result.reported.push_back(day_in(week));
      seen.mine.push_back(std::move(key_result));
    }
    return seen;
  });
}

}  // namespace

Status write_last_seen(const std::filesystem::path& path, const LastSeen& seen) {
  Json content{{"user", seen.user},
               {"place", seen.place},
               {"quarter", to_string(seen.quarter)},
               {"at", std::chrono::duration_cast<std::chrono::seconds>(seen.at.time_since_epoch()).count()},
               {"published", seen.published},
               {"mine", Json::array()}};
  for (const SeenKeyResult& key_result : seen.mine) {
    Json weeks = Json::array();
    for (const Day week : key_result.reported) weeks.push_back(to_string(week));
    content["mine"].push_back({{"kr", key_result.name}, {"reported", std::move(weeks)}});
  }
  return base::replace_private_file(path, seal_json(content, everything));
}

std::optional<LastSeen> read_last_seen(const std::filesystem::path& path) {
  const auto file = read_if_present(path);
  if (!file || !*file) return std::nullopt;
  auto seen = parse((*file)->text, path.string());
  if (!seen) return std::nullopt;
  return *std::move(seen);
}

}  // namespace secokr::workspace
