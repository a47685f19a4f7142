#include <date/date.h>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "black_box/machine.hpp"
#include "unit/app/published_sample.hpp"
#include "workspace/outbox.hpp"

using namespace secokr;
using namespace date::literals;
using Catch::Matchers::Contains;

namespace {

/// A workspace over a published sample plan; with `fail_at` 0 the next write fails.
void prepare(test::Machine& machine, std::optional<std::size_t> fail_at) {
  test::write(machine.folder() / "secokr.toml", "");
  machine.set_environment("SECOKR_USER", "training-manager");
  machine.clock().set(base::Instant{Day{2027_y / 2 / 12}} + std::chrono::hours{12});
  machine.set_tracker_factory([fail_at](const cli::TrackerRequest&) -> Expected<std::unique_ptr<tracker::Tracker>> {
    auto tracker = std::make_unique<test::FakeTracker>("training-manager");
    test::publish(*tracker, test::sample_plan());
    tracker->fail_at = fail_at;
    return tracker;
  });
}

const std::vector<std::string> line{"update",         "Security Training/KR1",
                                    "--value",        "78",
                                    "--health",       "on-track",
                                    "--accomplished", "Enrolled everyone\nand reminded them"};

}  // namespace

TEST_CASE("U3: when the post fails, what was typed waits in the outbox") {
  test::Machine machine;
  prepare(machine, 0);
  auto args = line;
  args.emplace_back("--json");
  const auto result = machine.run(args);
  CHECK(result.code == 6);
  const auto error = nlohmann::json::parse(result.err);
  CHECK_THAT(error["error"]["reason"].get<std::string>(), Contains("what you wrote waits in the outbox"));
  CHECK_THAT(error["error"]["help"].get<std::string>(), Contains("secokr sync"));
  const auto update = nlohmann::json::parse(result.out);
  CHECK(update["results"][0]["outcome"] == "queued");
  CHECK(update["results"][0]["kr"] == "Security Training/KR1");
  const auto waiting = workspace::Outbox(base::StateFolder(machine.folder(), ".secokr").sub("outbox")).all();
  REQUIRE(waiting.has_value());
  REQUIRE(waiting->updates.size() == 1);
  CHECK_THAT(waiting->updates.front().note, Contains("\n- Enrolled everyone\n- and reminded them\n"));
}

TEST_CASE("U3: where nothing can be kept, what was typed is printed with the error") {
  test::Machine machine;
  prepare(machine, 0);
  std::filesystem::create_directories(machine.folder() / ".secokr");
  std::ofstream(machine.folder() / ".secokr" / "outbox") << "in the way";
  const auto result = machine.run(line);
  CHECK(result.code == 6);
  CHECK_THAT(result.err, Contains("error: The tracker did not answer") &&
                             Contains("The update that was not posted:\n\n## Weekly KR Update") &&
                             Contains("\n- Enrolled everyone\n- and reminded them\n"));
  CHECK(result.out.empty());
}

TEST_CASE("U3: with --json the text stands in the error's notes, and the result says failed") {
  test::Machine machine;
  prepare(machine, 0);
  std::filesystem::create_directories(machine.folder() / ".secokr");
  std::ofstream(machine.folder() / ".secokr" / "outbox") << "in the way";
  auto args = line;
  args.emplace_back("--json");
  const auto result = machine.run(args);
  CHECK(result.code == 6);
  const auto error = nlohmann::json::parse(result.err.substr(result.err.find("{\n")));
  CHECK_THAT(error["error"]["notes"][0]["text"].get<std::string>(), Contains("- Enrolled everyone\n"));
  const auto update = nlohmann::json::parse(result.out);
  CHECK(update["results"][0]["outcome"] == "failed");
  CHECK(update["results"][0]["kr"] == "Security Training/KR1");
}

TEST_CASE("U3: a text is given back where the tracker cannot even be opened") {
  test::Machine machine;
  prepare(machine, std::nullopt);
  machine.set_tracker_factory([](const cli::TrackerRequest&) -> Expected<std::unique_ptr<tracker::Tracker>> {
    return fail(
        {.kind = ErrorKind::local_file, .what = "the local tracker is damaged", .help = "Restore a copy of it"});
  });
  const auto result = machine.run(line);
  CHECK(result.code == 7);
  CHECK_THAT(result.err, Contains("secokr update \"Security Training/KR1\" \\\n  --value 78 \\\n  --health "
                                  "on-track \\\n  --accomplished "
                                  "\"Enrolled everyone\nand reminded them\"\n"));
}

TEST_CASE("what was typed is given back with what the line said to every command") {
  test::Machine machine;
  prepare(machine, std::nullopt);
  machine.set_tracker_factory([](const cli::TrackerRequest&) -> Expected<std::unique_ptr<tracker::Tracker>> {
    return fail({.kind = ErrorKind::local_file, .what = "the local tracker is damaged", .help = "see `secokr doctor`"});
  });
  auto with_options = line;
  for (const char* word : {"--quarter", "FY28-Q1", "-R", "security/okrs", "--as-of", "2027-02-12"})
    with_options.emplace_back(word);
  const auto result = machine.run(with_options);
  CHECK_THAT(result.err, Contains("secokr update \"Security Training/KR1\" --project security/okrs --as-of 2027-02-12 "
                                  "--quarter FY28-Q1 \\\n  --value 78 "));
  // A hint is for the same place and day, too.
  CHECK_THAT(result.err, Contains("`secokr doctor --project security/okrs --as-of 2027-02-12 --quarter FY28-Q1`"));
}

TEST_CASE("an update that arrives prints what was posted") {
  test::Machine machine;
  prepare(machine, std::nullopt);
  const auto result = machine.run(line);
  CHECK(result.code == 0);
  CHECK_THAT(result.out, Contains("Update of the week 2027-02-08 in FY28-Q1") && Contains("57.1 % (value 78 %)"));
}
