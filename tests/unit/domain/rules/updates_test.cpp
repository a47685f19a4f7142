#include <catch2/catch.hpp>

#include "domain/rules/updates.hpp"
#include "unit/domain/rule_case.hpp"

using namespace secokr;
using namespace secokr::test;

TEST_CASE("U5: the seven days in which a milestone is due soon stand once") {
  const Milestone milestone{.number = 1, .description = "reminders are sent", .due = day(2027, 4, 30)};
  CHECK_FALSE(is_due_soon(milestone, day(2027, 4, 22)));
  CHECK(is_due_soon(milestone, day(2027, 4, 23)));
  CHECK(is_due_soon(milestone, day(2027, 4, 30)));
  CHECK(is_due_soon(milestone, day(2027, 7, 1)));
  Milestone done = milestone;
  done.done = true;
  Milestone dropped = milestone;
  dropped.no_longer_applies = true;
  Milestone undated = milestone;
  undated.due.reset();
  for (const Milestone& each : {done, dropped, undated}) CHECK_FALSE(is_due_soon(each, day(2027, 4, 30)));
}
