#include "workspace/outbox.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
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
          .based_on = "5e884898",
          .note = "## Weekly KR Update for the week starting on 2027-02-08\n\n-->\n\nProgress: 40%\n"};
}

}  // namespace

TEST_CASE("What waits reads back as it was written") {
  WaitingUpdate update = waiting("9f86d081884c7d65", "2027-02-08", "Security Training/KR1");
  const auto both_ways = [](const WaitingUpdate& one) {
    const auto read = workspace::parse_waiting(workspace::render_waiting(one), "x.md");
    REQUIRE(read.has_value());
    return *read;
  };
  CHECK(both_ways(update) == update);
  update.edits = {.ticks = {1, 3},
                  .state = KeyResultState::paused,
                  .state_before = KeyResultState::active,
                  .critical_project = "https://example.com/cp"};
  CHECK(both_ways(update) == update);
  update.note.clear();
  CHECK(both_ways(update) == update);
  update = waiting("9f86d081884c7d65", "2027-02-08", "a name\n--> with tricks");
  update.based_on.clear();
  CHECK(both_ways(update).note == update.note);
  CHECK(both_ways(update).based_on.empty());
}

TEST_CASE("A file that holds more than a note is not sent by half by an older secokr") {
  WaitingUpdate update = waiting("9f86d081884c7d65", "2027-02-08", "Security Training/KR1");
  CHECK_THAT(workspace::render_waiting(update), Catch::StartsWith("<!-- secokr:outbox 1\n"));
  update.edits.ticks = {2};
  CHECK_THAT(workspace::render_waiting(update), Catch::StartsWith("<!-- secokr:outbox 2\n"));
}

TEST_CASE("A file of an older secokr is read") {
  const auto read = workspace::parse_waiting(
      "<!-- secokr:outbox 1\nupdate of: A/KR1\nweek: 2027-02-08\nuser: me\norigin: local\nissue: 4\nid: "
      "aaaaaaaaaaaaaaaa\nhealth: on_track\nreplaces: 44\nbased on: 5e884898\n-->\n\nthe text\n",
      "x.md");
  REQUIRE(read.has_value());
  CHECK(read->based_on == "5e884898");
  CHECK(read->note == "the text\n");
}

namespace {

/// The text cut at every byte, and with each line taken out, written twice, and with another first or last byte.
std::vector<std::string> damaged_copies(const std::string& good) {
  std::vector<std::string> copies;
  for (std::size_t at = 0; at < good.size(); ++at) copies.push_back(good.substr(0, at));
  for (std::size_t begin = 0, end = 0; begin < good.size(); begin = end) {
    end = std::min(good.find('\n', begin), good.size() - 1) + 1;
    const std::string line = good.substr(begin, end - begin);
    const auto with = [&](const std::string& other) {
      copies.push_back(good.substr(0, begin) + other + good.substr(end));
    };
    with("");
    with(line + line);
    with("x" + line);
    with(line.substr(1));
    with(line.substr(0, line.size() - 1) + "7\n");
    if (line.size() > 1) with(line.substr(0, line.size() - 2) + "\n");
  }
  return copies;
}

}  // namespace

TEST_CASE("A file that was cut short or edited is never taken for what was typed") {
  WaitingUpdate update = waiting("9f86d081884c7d65", "2027-02-08", "Security Training/KR1");
  update.note += "\nsum: of all: 40\n\n- -->\n\nmore\n";
  const int kind = GENERATE(0, 1, 2);
  if (kind > 0) update.edits = {.ticks = {1}, .state = KeyResultState::done, .state_before = KeyResultState::active};
  if (kind == 2) update.note.clear();
  for (const std::string& text : damaged_copies(workspace::render_waiting(update))) {
    const auto read = workspace::parse_waiting(text, "x.md");
    INFO(text);
    // Without its sum it is one of an older secokr.
    CHECK((!read || *read == update));
  }
  const workspace::UnsentUpdates unsent{.host = "https://gitlab.test",
                                        .project = "okrs/okrs",
                                        .user = "training-manager",
                                        .written = *parse_day("2027-02-12"),
                                        .name = "Security Training/KR1",
                                        .edits = update.edits,
                                        .text = "# Security Training/KR1\n\n" + update.note};
  for (const std::string& text : damaged_copies(workspace::render_unsent(unsent))) {
    const auto read = workspace::parse_unsent(text, "x.md");
    INFO(text);
    CHECK((!read || !*read || **read == unsent));
  }
}

TEST_CASE("What is no update that waits is said, and kept") {
  const std::string good = workspace::render_waiting(waiting("9f86d081884c7d65", "2027-02-08", "A/KR1"));
  for (const std::string& text :
       {std::string{}, std::string("hello"), good.substr(0, 60), "<!-- secokr:outbox 3\n" + good}) {
    const auto read = workspace::parse_waiting(text, "x.md");
    REQUIRE_FALSE(read.has_value());
    CHECK(read.error().kind == ErrorKind::local_file);
    CHECK_THAT(read.error().what, Catch::Contains("x.md"));
  }
}

TEST_CASE("The outbox holds a file for each id and week, in the order of weeks") {
  const test::TemporaryFolder folder;
  const Outbox outbox(base::StateFolder(folder.path(), "outbox"));
  REQUIRE(outbox.all()->empty());
  WaitingUpdate later = waiting("aaaaaaaaaaaaaaaa", "2027-02-15", "A/KR1");
  WaitingUpdate second = waiting("bbbbbbbbbbbbbbbb", "2027-02-08", "B/KR2");
  WaitingUpdate first = waiting("cccccccccccccccc", "2027-02-08", "B/KR1");
  for (WaitingUpdate* update : {&later, &second, &first}) {
    const auto put = outbox.put(*update);
    REQUIRE(put.has_value());
    *update = *put;
  }
  CHECK(first.file == "cccccccccccccccc-2027-02-08.md");
  REQUIRE(base::replace_file(folder.path() / "outbox" / "zzz.md", "mischief").has_value());
  const auto all = outbox.all();
  REQUIRE(all.has_value());
  CHECK(all->updates == std::vector<WaitingUpdate>{first, second, later});
  CHECK(all->unreadable.size() == 1);
  CHECK(**outbox.read(first.file) == first);
  namespace fs = std::filesystem;
  CHECK(fs::status(outbox.path_of(first.file)).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
  REQUIRE(outbox.remove(second).has_value());
  REQUIRE(outbox.remove(second).has_value());
  CHECK_FALSE(outbox.read(second.file)->has_value());
  CHECK(outbox.all()->updates.size() == 2);
}

TEST_CASE("What waits is never overwritten by other words") {
  const test::TemporaryFolder folder;
  const Outbox outbox(base::StateFolder(folder.path(), "outbox"));
  const WaitingUpdate first = waiting("bbbbbbbbbbbbbbbb", "2027-02-08", "B/KR2");
  REQUIRE(outbox.put(first).has_value());
  CHECK(outbox.put(first)->file == "bbbbbbbbbbbbbbbb-2027-02-08.md");

  SECTION("one that says something else gets a file of its own") {
    const auto changed = GENERATE(range(0, 4));
    WaitingUpdate other = first;
    if (changed == 0) other.note = "other words\n";
    if (changed == 1) other.edits.ticks = {1};
    if (changed == 2) other.user = "somebody-else";
    if (changed == 3) other.iid = 13;
    CHECK(outbox.put(other)->file == "bbbbbbbbbbbbbbbb-2027-02-08-2.md");
    CHECK(outbox.put(other)->file == "bbbbbbbbbbbbbbbb-2027-02-08-2.md");
    CHECK(outbox.all()->updates.size() == 2);
  }
  SECTION("one that says the same of a newer note takes the newer base") {
    WaitingUpdate newer = first;
    newer.based_on = "11111111";
    CHECK(outbox.put(newer)->file == "bbbbbbbbbbbbbbbb-2027-02-08.md");
    REQUIRE(outbox.all()->updates.size() == 1);
    CHECK(outbox.all()->updates.front().based_on == "11111111");
  }
  SECTION("what cannot be read there is left alone") {
    std::filesystem::create_symlink(folder / "elsewhere", folder / "outbox/cccccccccccccccc-2027-02-08.md");
    CHECK(outbox.put(waiting("cccccccccccccccc", "2027-02-08", "C/KR1"))->file == "cccccccccccccccc-2027-02-08-2.md");
    CHECK_FALSE(std::filesystem::exists(folder / "elsewhere"));
  }
}

TEST_CASE("What waits of one week stands in the order in which it was typed last") {
  const test::TemporaryFolder folder;
  const Outbox outbox(base::StateFolder(folder.path(), "outbox"));
  const auto type = [&](const std::string& words) {
    WaitingUpdate update = waiting("bbbbbbbbbbbbbbbb", "2027-02-08", "B/KR2");
    update.note = words + "\n";
    REQUIRE(outbox.put(update).has_value());
    REQUIRE(outbox.keep({.host = "", .project = "", .text = words}).has_value());
  };
  std::vector<std::string> expected;
  for (int i = 1; i <= 12; ++i) {
    type("text " + std::to_string(i));
    expected.push_back("text " + std::to_string(i));
  }
  const auto is_in_order = [&] {
    const auto all = outbox.all();
    std::vector<std::string> updates;
    std::vector<std::string> unsent;
    for (const auto& each : all->updates) updates.emplace_back(each.note.substr(0, each.note.size() - 1));
    for (const auto& each : all->unsent) unsent.push_back(each.text);
    CHECK(updates == expected);
    CHECK(unsent == expected);
  };
  is_in_order();
  SECTION("one that is typed again is the newest") {
    type("text 3");
    std::erase(expected, "text 3");
    expected.emplace_back("text 3");
    is_in_order();
  }
  SECTION("a gap is not filled by a newer one") {
    const auto all = outbox.all();
    REQUIRE((outbox.remove(all->updates[2]) && outbox.remove(all->unsent[2])));
    std::erase(expected, "text 3");
    type("text 13");
    expected.emplace_back("text 13");
    is_in_order();
  }
}

TEST_CASE("What has no address yet is kept below a name of its own") {
  const test::TemporaryFolder folder;
  const Outbox outbox(base::StateFolder(folder.path(), "outbox"));
  const std::string text = "# Security Training/KR1\n\n## Weekly update\n-->\n";
  workspace::UnsentUpdates unsent{.host = "https://gitlab.test",
                                  .project = "okrs/okrs",
                                  .user = "training-manager",
                                  .written = parse_day("2027-02-12"),
                                  .name = "Security Training/KR1",
                                  .week = parse_day("2027-02-08"),
                                  .edits = {.ticks = {2}, .state = KeyResultState::done},
                                  .text = text};
  const auto first = outbox.keep(unsent);
  CHECK(*outbox.keep(unsent) == *first);  // typed again after a run that was cut off
  unsent.written = parse_day("2027-02-13");
  CHECK(outbox.keep(unsent)->file == first->file);  // and on another day
  const auto second = outbox.keep({.host = "", .project = "", .text = "other"});
  REQUIRE((first && second));
  CHECK(first->file != second->file);
  const auto all = outbox.all();
  REQUIRE(all.has_value());
  CHECK(all->updates.empty());
  CHECK(all->unreadable.empty());
  REQUIRE(all->unsent.size() == 2);
  CHECK(all->unsent[0].text == text);
  CHECK(all->unsent[1].text == "other");
  unsent = all->unsent[0];
  unsent.text += "and more\n";
  const auto grown = outbox.replace(unsent);
  REQUIRE(grown.has_value());
  CHECK(outbox.all()->unsent[0].text == unsent.text);
  CHECK_FALSE(outbox.replace(unsent).has_value());  // another run changed it since
  REQUIRE(outbox.remove(*grown).has_value());
  CHECK(outbox.all()->unsent.size() == 1);
}

TEST_CASE("No run takes out what another one put there") {
  const test::TemporaryFolder folder;
  const Outbox outbox(base::StateFolder(folder.path(), "outbox"));
  const auto mine = outbox.put(waiting("bbbbbbbbbbbbbbbb", "2027-02-08", "B/KR2"));
  REQUIRE(outbox.remove(*mine).has_value());
  WaitingUpdate theirs = waiting("bbbbbbbbbbbbbbbb", "2027-02-08", "B/KR2");
  theirs.note = "other words\n";
  REQUIRE(outbox.put(theirs)->file == mine->file);
  REQUIRE(outbox.remove(*mine).has_value());
  CHECK(outbox.all()->updates.size() == 1);
}
