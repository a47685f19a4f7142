#include "render/update.hpp"

#include <date/date.h>
#include <catch2/catch.hpp>

using namespace secokr;
using namespace date::literals;

namespace {

UpdateResult sample() {
  return {.quarter = Quarter(2028, 1),
          .week = 2027_y / 2 / 8,
          .results = {{.key_result = "Security Training/KR1",
                       .outcome = UpdateOutcome::edited,
                       .progress = 50,
                       .computed = 57.142,
                       .value = 78,
                       .unit = "%",
                       .health = Health::at_risk,
                       .url = "local:2"},
                      {.key_result = "Red/KR1", .outcome = UpdateOutcome::posted, .progress = 57.142, .value = 7.5}}};
}

}  // namespace

TEST_CASE("an update's result shows the progress by hand and the computed one") {
  CHECK(render::update_text(sample(), {}) == R"(Update of the week 2027-02-08 in FY28-Q1

Security Training/KR1: edited
  Progress  50 % by hand (the value 78 % gives 57.1 %)
  Health    At Risk
  Issue     local:2

Red/KR1: posted
  Progress  57.1 % (value 7.5)
)");
}

TEST_CASE("an update's result as JSON") {
  const render::Json json = render::update_json(sample());
  CHECK(
      json.dump() ==
      R"({"quarter":"FY28-Q1","week":"2027-02-08","results":[{"kr":"Security Training/KR1","outcome":"edited","progress":50,)"
      R"("computed":57.1,"value":78,"health":"at_risk","url":"local:2"},{"kr":"Red/KR1","outcome":"posted","progress":57.1,)"
      R"("value":7.5,"health":null}]})");
}

TEST_CASE("every outcome has its word") {
  CHECK(to_string(UpdateOutcome::posted) == "posted");
  CHECK(to_string(UpdateOutcome::edited) == "edited");
  CHECK(to_string(UpdateOutcome::unchanged) == "unchanged");
  CHECK(to_string(UpdateOutcome::queued) == "queued");
  CHECK(to_string(UpdateOutcome::failed) == "failed");
}
