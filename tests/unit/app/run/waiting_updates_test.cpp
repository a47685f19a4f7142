#include "app/run/waiting_updates.hpp"

#include <date/date.h>

#include "unit/app/published_sample.hpp"

using namespace secokr;
using namespace date::literals;
using test::PublishedSample;

namespace {

const Day day_of_writing = 2027_y / 2 / 12;

/// An update of a key result with a computed progress, as it waits.
workspace::WaitingUpdate update_that_waits(const app::Ports& ports) {
  const auto target = app::UpdateReader(ports).find("Security Training/KR1", {}, monday_of(ports.today));
  REQUIRE(target.has_value());
  const app::UpdateRequest request{
      .value = 73, .health = Health::at_risk, .accomplished = "- enrolled\n- 40%", .next = "- more", .risk = "no time"};
  const auto plan = app::plan_update(ports, *target, request);
  REQUIRE(plan.has_value());
  auto waiting = app::waiting_of(ports, *target, request, *plan);
  REQUIRE((waiting && *waiting));
  return **std::move(waiting);
}

std::string note_sent(const app::Ports& ports, const workspace::WaitingUpdate& waiting) {
  const auto plan = app::plan_sending(ports, waiting);
  if (!plan) return "refused: " + plan.error().reason;
  for (const tracker::Change& change : plan->set.changes)
    if (const auto* note = std::get_if<tracker::PostNote>(&change.payload)) return note->body;
  return "nothing";
}

}  // namespace

TEST_CASE("what waits is sent as it was typed, or named as changed: cut anywhere, or with any line changed") {
  PublishedSample sample;
  const app::Ports ports = sample.ports("training-manager", day_of_writing);
  const workspace::WaitingUpdate waiting = update_that_waits(ports);
  REQUIRE(note_sent(ports, waiting) == waiting.note);
  const std::string refused = "refused: The file was changed by hand or cut short, or is not yours";
  const auto check = [&](std::string note) {
    workspace::WaitingUpdate changed = waiting;
    changed.note = std::move(note);
    INFO(changed.note);
    const std::string sent = note_sent(ports, changed);
    CHECK((sent == waiting.note || sent == refused));
  };
  for (std::size_t at = 1; at < waiting.note.size(); ++at) check(waiting.note.substr(0, at));
  for (std::size_t begin = 0, end = 0; begin < waiting.note.size(); begin = end) {
    end = std::min(waiting.note.find('\n', begin), waiting.note.size() - 1) + 1;
    const std::string line = waiting.note.substr(begin, end - begin);
    for (const std::string& other : {std::string(), line + line, "9" + line, line.substr(0, line.size() / 2) + "\n"})
      check(waiting.note.substr(0, begin) + other + waiting.note.substr(end));
  }
}
