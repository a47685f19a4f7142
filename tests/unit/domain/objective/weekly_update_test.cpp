#include <catch2/catch.hpp>
#include <secokr/weekly_update.hpp>

using namespace secokr;

TEST_CASE("health is written one way and read with blank, hyphen or underscore in any case") {
  for (const Health health : {Health::on_track, Health::needs_attention, Health::at_risk}) {
    CHECK(parse_health(to_string(health)) == health);
    CHECK(parse_health(to_json_name(health)) == health);
  }
  CHECK(to_string(Health::needs_attention) == "Needs Attention");
  CHECK(to_json_name(Health::at_risk) == "at_risk");
  CHECK(parse_health("on-track") == Health::on_track);
  CHECK(parse_health(" NEEDS_attention ") == Health::needs_attention);
  CHECK_FALSE(parse_health("green"));
  CHECK_FALSE(parse_health(""));
}
