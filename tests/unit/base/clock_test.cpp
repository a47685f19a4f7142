#include <catch2/catch.hpp>

#include "base/clock.hpp"
#include "base/environment.hpp"
#include "base/hash.hpp"
#include "base/random_id.hpp"

using namespace secokr;
using namespace secokr::base;
using namespace date::literals;

TEST_CASE("today is the local date of the configured zone") {
  const Instant evening = Day{2027_y / 2 / 8} + std::chrono::hours{23} + std::chrono::minutes{30};
  CHECK(*local_day(evening, "UTC") == Day{2027_y / 2 / 8});
  CHECK(*local_day(evening, "Europe/Berlin") == Day{2027_y / 2 / 9});
  CHECK(*local_day(evening, "America/Los_Angeles") == Day{2027_y / 2 / 8});
  CHECK(to_iso8601(evening) == "2027-02-08T23:30:00Z");
}

TEST_CASE("an unknown time zone is a configuration error that says what to write") {
  const auto result = local_day(Instant{}, "Mars/Olympus");
  REQUIRE_FALSE(result);
  CHECK(result.error().kind == ErrorKind::configuration);
  CHECK(result.error().what.find("Mars/Olympus") != std::string::npos);
  CHECK(result.error().help.find("calendar.timezone") != std::string::npos);
}

TEST_CASE("unset and empty variables are told apart") {
  const Environment environment({{"A", ""}, {"B", "x"}});
  CHECK(environment.get("A") == "");
  CHECK(environment.get("B") == "x");
  CHECK_FALSE(environment.get("C"));
}

TEST_CASE("SHA-256 is the published one") {
  CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("random ids are 16 hex digits and differ") {
  const IdSource ids = random_ids();
  const std::string a = ids();
  CHECK(a.size() == 16);
  CHECK(a.find_first_not_of("0123456789abcdef") == std::string::npos);
  CHECK(a != ids());
}

TEST_CASE("every kind of error has its exit code and name") {
  struct Case {
    ErrorKind kind;
    const char* name;
    int code;
  };
  for (const Case& c : {Case{ErrorKind::findings, "findings", 1}, Case{ErrorKind::usage, "usage", 2},
                        Case{ErrorKind::configuration, "configuration", 3},
                        Case{ErrorKind::authentication, "authentication", 4}, Case{ErrorKind::refused, "refused", 5},
                        Case{ErrorKind::network, "network", 6}, Case{ErrorKind::local_file, "local_file", 7},
                        Case{ErrorKind::partial, "partial", 8}, Case{ErrorKind::unclear, "unclear", 8},
                        Case{ErrorKind::bug, "bug", 70}, Case{ErrorKind::interrupted, "interrupted", 130}}) {
    CHECK(to_string(c.kind) == c.name);
    CHECK(exit_code_of(c.kind) == c.code);
  }
}
