#include <catch2/catch.hpp>

#include "black_box/machine.hpp"
#include "cli/core/context.hpp"
#include "config/config.hpp"
#include "support/fake_tracker.hpp"

using namespace secokr;
using namespace secokr::cli;
using namespace std::chrono_literals;
using secokr::test::Machine;

namespace {

/// A machine whose one command opens the tracker, waits on it for `time`, and shows progress around that.
struct Waiting {
  std::chrono::milliseconds time = 30s;
  std::optional<base::Instant> clock{};
  bool logs = false;
  Machine machine{};

  test::RunResult run(const std::vector<std::string>& flags) {
    machine.set_tracker_factory([this](const TrackerRequest& request) -> Expected<std::unique_ptr<tracker::Tracker>> {
      clock = request.clock->now();
      logs = static_cast<bool>(request.log);
      request.waiter->wait(time, "GitLab asks to slow down");
      if (request.log) request.log("GET x -> 200");
      CHECK(request.random() >= 0);
      return std::make_unique<test::FakeTracker>();
    });
    CommandSpec spec;
    spec.path = "opens";
    spec.summary = "A command of a test";
    spec.reads_config = true;
    spec.bind = [](OptionBinder&) -> Runner {
      return [](Context& context) -> Expected<int> {
        context.show_progress("[1/2] creating");
        SECOKR_CHECK(context.tracker());
        context.show_progress("[2/2] linking");
        context.end_progress();
        context.end_progress();
        return 0;
      };
    };
    auto line = flags;
    line.insert(line.begin(), "opens");
    return machine.run(line, std::vector{spec});
  }
};

const std::string told = "GitLab asks to slow down: waiting 30 s (Ctrl-C ends it)\n";

}  // namespace

TEST_CASE("A wait is said before it begins, where somebody reads it and it is worth it") {
  const std::vector<std::string> gitlab{"--tracker", "gitlab", "--project", "a/b"};
  Waiting waiting;
  CHECK(waiting.run(gitlab).err == told);
  waiting.time = 1900ms;
  CHECK(waiting.run(gitlab).err.empty());
  waiting.time = 2001ms;
  CHECK_THAT(waiting.run(gitlab).err, Catch::Contains("waiting 3 s"));
  auto quiet = gitlab;
  quiet.emplace_back("--quiet");
  CHECK(waiting.run(quiet).err.empty());
  auto json = gitlab;
  json.emplace_back("--json");
  CHECK(waiting.run(json).err.empty());
}

TEST_CASE("Progress rewrites its line on a terminal, and gives way to what is said") {
  const std::vector<std::string> gitlab{"--tracker", "gitlab", "--project", "a/b"};
  const std::string erased = "\r\x1b[K";
  Waiting waiting;
  waiting.machine.terminal().become_terminal(80);
  CHECK(waiting.run(gitlab).err == erased + "[1/2] creating" + erased + told + erased + "[2/2] linking" + erased);
  waiting.machine.terminal().become_terminal(10);
  CHECK_THAT(waiting.run(gitlab).err, Catch::StartsWith(erased + "[1/2] cr…" + erased));
  waiting.machine.set_environment("TERM", "dumb");
  waiting.machine.terminal().become_terminal(80);
  CHECK(waiting.run(gitlab).err == told);
}

TEST_CASE("The log comes with --verbose; a server is asked by the real clock, whatever day --as-of names") {
  Waiting waiting;
  const auto now = waiting.machine.clock().now();
  CHECK(waiting.run({"--tracker", "gitlab", "--project", "a/b", "--as-of", "2027-02-12"}).code == 0);
  CHECK((waiting.clock == now + 0s));
  CHECK_FALSE(waiting.logs);
  CHECK_THAT(waiting.run({"--tracker", "gitlab", "--project", "a/b", "--verbose"}).err,
             Catch::EndsWith("GET x -> 200\n"));
  CHECK(waiting.logs);
  test::write(waiting.machine.folder() / "secokr.toml", "");
  CHECK(waiting.run({"--as-of", "2027-02-12"}).code == 0);
  CHECK((waiting.clock == base::Instant{date::sys_days{date::year{2027} / 2 / 12}} + 12h));
}
