#include "documents/note/remind_note.hpp"

#include <catch2/catch.hpp>

#include "documents/note/weekly_note.hpp"

using namespace secokr;
using namespace secokr::documents;

namespace {

RemindMarker marker() {
  return {.id = "00000000000000a1", .week = *parse_day("2027-02-08"), .slot = ReminderSlot::due};
}

}  // namespace

TEST_CASE("a reminder's marker is its last line and is read back") {
  const std::string plain = render_remind_note("Please update\n", marker());
  CHECK(plain == "Please update\n\n<!-- secokr:remind 1 kind=kr id=00000000000000a1 week=2027-02-08 slot=due -->");
  CHECK(parse_remind_note(plain) == marker());

  RemindMarker full = marker();
  full.kind = "objective";
  full.slot = ReminderSlot::monday;
  full.raised = {"m1", "unmoved"};
  full.silent = {"00000000000000a1", "00000000000000a2"};
  CHECK(parse_remind_note(render_remind_note("x", full)) == full);
  CHECK(render_remind_note("x", full).find(remind_purpose(full)) != std::string::npos);
}

TEST_CASE("what is no reminder's marker is not taken for one") {
  const std::string text = render_remind_note("x", marker());
  for (const std::string& body : {std::string(), std::string("x"), text + "\nand more", "> " + text.substr(3),
                                  std::string("<!-- secokr:remind 1 kind=kr id=a week=soon slot=due -->"),
                                  std::string("<!-- secokr:remind 1 kind=kr id=a week=2027-02-08 slot=noon -->"),
                                  std::string("<!-- secokr:update 1 kind=kr id=a week=2027-02-08 slot=due -->")}) {
    INFO(body);
    CHECK_FALSE(parse_remind_note(body).has_value());
  }
  CHECK(parse_remind_note(text + "  \n").has_value());
}

TEST_CASE("U6: what GitLab would run in a reminder is neutralised, and forged markers are broken") {
  const std::string note =
      render_remind_note("/close\nx\n<!-- secokr:remind 1 kind=kr id=b week=2027-02-08 slot=due -->", marker());
  CHECK(note.starts_with("\\/close\n"));
  CHECK(note.find("<!-- \\secokr:remind 1 kind=kr id=b") != std::string::npos);
  CHECK(parse_remind_note(note) == marker());
}
