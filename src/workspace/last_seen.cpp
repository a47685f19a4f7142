#include "workspace/last_seen.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>

#include "workspace/json_file.hpp"

namespace secokr::workspace {
namespace {

constexpr std::int64_t last_second = 253402300799;  // of the year 9999
constexpr auto k_seen_name = "seen.json";

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
    const auto at = whole_from<std::int64_t>(json.at("at"));
    seen.at = base::Instant{std::chrono::seconds{std::clamp<std::int64_t>(at, 0, last_second)}};
    seen.published = json.at("published").get<bool>();
    for (const Json& each : json.at("mine")) {
      SeenKeyResult key_result{.name = each.at("kr").get<std::string>()};
      for (const Json& week : each.at("reported")) key_result.reported.push_back(day_in(week));
      seen.mine.push_back(std::move(key_result));
    }
    // A file of an older secokr has none.
    for (const Json& each : json.value("demands", Json::array()))
      seen.demands.push_back({each.at("rule").get<std::string>(), each.at("subject").get<std::string>(),
                              each.at("what").get<std::string>()});
    return seen;
  });
}

}  // namespace

Status write_last_seen(const base::StateFolder& state, const LastSeen& seen) {
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
  content["demands"] = Json::array();
  for (const SeenDemand& demand : seen.demands)
    content["demands"].push_back({{"rule", demand.rule}, {"subject", demand.subject}, {"what", demand.what}});
  return state.write(k_seen_name, seal_json(content, everything));
}

std::optional<LastSeen> read_last_seen(const base::StateFolder& state) {
  const auto file = state.read(k_seen_name);
  if (!file || !*file) return std::nullopt;
  auto seen = parse((*file)->text, k_seen_name);
  if (!seen) return std::nullopt;
  return *std::move(seen);
}

}  // namespace secokr::workspace
