#include "workspace/outbox.hpp"

#include <catch2/catch.hpp>

#include <filesystem>

#include "base/file.hpp"
#include "support/temporary_folder.hpp"

using namespace secokr;
using workspace::Outbox;
using workspace::WaitingUpdate;

namespace {

WaitingUpdate waiting(std::string id, const char* week, std::string name) {
  return {.origin = "https://gitlab.test",
          .project_id = "278964",
          .project = "okrs/okrs",
          .iid = 12,
          .user = "training-manager",
          .name = std::move(name),
          .id = std::move(id),
          .week = *parse_day(week),
          .health = "on_track",
          .replaces = 44,
          .based_on = "5e884898",
          .note = "## Weekly KR Update for the week starting on 2027-02-08\n\n-->\n\nProgress: 40%\n"};
}

}  // namespace

TEST_CASE("What waits reads back as it was written") {
  const WaitingUpdate update = waiting("9f86d081884c7d65", "2027-02-08", "Security Training/KR1");
  const auto read = workspace::parse_waiting(workspace::render_waiting(update), "x.md");
  REQUIRE(read.has_value());
  CHECK(*read == update);
  WaitingUpdate bare = update;
  bare.health.clear();
  bare.based_on.clear();
  bare.replaces = 0;
  bare.name = "a name\n--> with tricks";
  const auto again = workspace::parse_waiting(workspace::render_waiting(bare), "x.md");
  REQUIRE(again.has_value());
  CHECK(again->note == bare.note);
  CHECK(again->replaces == 0);
}

TEST_CASE("What is no update that waits is said, and kept") {
  const std::string good = workspace::render_waiting(waiting("9f86d081884c7d65", "2027-02-08", "A/KR1"));
  for (const std::string& text :
       {std::string{}, std::string("hello"), good.substr(0, 60), "<!-- secokr:outbox 2\n" + good}) {
    const auto read = workspace::parse_waiting(text, "x.md");
    REQUIRE_FALSE(read.has_value());
    CHECK(read.error().kind == ErrorKind::local_file);
    CHECK_THAT(read.error().what, Catch::Contains("x.md"));
  }
}

TEST_CASE("The outbox holds one file for each id and week, in the order of weeks") {
  const test::TemporaryFolder folder;
  const Outbox outbox(folder.path() / "outbox");
  REQUIRE(outbox.all()->updates.empty());
  const WaitingUpdate later = waiting("aaaaaaaaaaaaaaaa", "2027-02-15", "A/KR1");
  const WaitingUpdate second = waiting("bbbbbbbbbbbbbbbb", "2027-02-08", "B/KR2");
  const WaitingUpdate first = waiting("cccccccccccccccc", "2027-02-08", "B/KR1");
  for (const WaitingUpdate& update : {later, second, first}) REQUIRE(outbox.put(update).has_value());
  WaitingUpdate corrected = second;
  corrected.note = "corrected\n";
  REQUIRE(outbox.put(corrected).has_value());
  REQUIRE(base::replace_file(folder.path() / "outbox" / "zzz.md", "mischief").has_value());
  const auto all = outbox.all();
  REQUIRE(all.has_value());
  CHECK(all->updates == std::vector<WaitingUpdate>{first, corrected, later});
  CHECK(all->unreadable.size() == 1);
  namespace fs = std::filesystem;
  CHECK(fs::status(outbox.path_of(first)).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
  REQUIRE(outbox.remove(second).has_value());
  REQUIRE(outbox.remove(second).has_value());
  CHECK(outbox.all()->updates.size() == 2);
}

TEST_CASE("What has no address yet is kept below a name of its own") {
  const test::TemporaryFolder folder;
  const Outbox outbox(folder.path() / "outbox");
  const std::string text = "# Security Training/KR1\n\n## Weekly update\n-->\n";
  const auto first = outbox.keep({.host = "https://gitlab.test", .project = "okrs/okrs", .text = text});
  const auto second = outbox.keep({.host = "", .project = "", .text = "other"});
  REQUIRE((first && second));
  CHECK(*first != *second);
  const auto all = outbox.all();
  REQUIRE(all.has_value());
  CHECK(all->updates.empty());
  CHECK(all->unreadable.empty());
  REQUIRE(all->unsent.size() == 2);
  CHECK(all->unsent[0].text == text);
  CHECK(all->unsent[0].host == "https://gitlab.test");
  CHECK(all->unsent[0].project == "okrs/okrs");
  CHECK(all->unsent[1].text == "other");
  REQUIRE(outbox.let_go(*first).has_value());
  CHECK(outbox.all()->unsent.size() == 1);
}
