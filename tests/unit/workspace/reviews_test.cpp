#include "workspace/reviews.hpp"

#include <catch2/catch.hpp>

#include <memory>

#include "support/sample_plan.hpp"
#include "support/temporary_folder.hpp"

using namespace secokr;
using namespace secokr::workspace;
using test::day;

namespace {

const Quarter first(2028, 1);
const Quarter second(2028, 2);

struct Place {
  test::TemporaryFolder folder{};
  Workspace workspace = [this] {
    test::write(folder / "secokr.toml", "");
    return *Workspace::open(folder.path());
  }();
  std::filesystem::path file() const { return folder / ".secokr/reviews.json"; }
};

}  // namespace

TEST_CASE("a review is remembered by quarter and day") {
  Place place;
  CHECK(read_reviews(place.workspace)->empty());
  REQUIRE(remember_review(place.workspace, first, {day("2027-01-11"), "bb"}));
  REQUIRE(remember_review(place.workspace, first, {day("2027-01-04"), "aa"}));
  REQUIRE(remember_review(place.workspace, second, {day("2027-01-05"), "cc"}));
  REQUIRE(remember_review(place.workspace, first, {day("2027-01-11"), "dd"}));
  const auto reviews = read_reviews(place.workspace);
  REQUIRE(reviews);
  CHECK(reviews->at(first) == std::vector<HeldReview>{{day("2027-01-04"), "aa"}, {day("2027-01-11"), "dd"}});

  CHECK_FALSE(last_review_before(*reviews, first, day("2027-01-04")));
  CHECK(last_review_before(*reviews, first, day("2027-01-05"))->commit == "aa");
  CHECK(last_review_before(*reviews, first, day("2027-01-11"))->commit == "aa");
  CHECK(last_review_before(*reviews, first, day("2027-01-12"))->commit == "dd");
  CHECK_FALSE(last_review_before(*reviews, first + 2, day("2027-01-12")));
}

TEST_CASE("the same review leaves the file alone and only the last few are kept") {
  Place place;
  REQUIRE(remember_review(place.workspace, first, {day("2027-01-04"), "aa"}));
  const std::string text = test::read(place.file());
  std::filesystem::permissions(place.folder / ".secokr", std::filesystem::perms(0555));
  CHECK(remember_review(place.workspace, first, {day("2027-01-04"), "aa"}));
  std::filesystem::permissions(place.folder / ".secokr", std::filesystem::perms(0755));
  CHECK(test::read(place.file()) == text);

  for (int i = 0; i < 20; ++i) REQUIRE(remember_review(place.workspace, first, {day("2027-01-05") + days{i}, "bb"}));
  const auto reviews = read_reviews(place.workspace);
  REQUIRE(reviews);
  CHECK(reviews->at(first).size() == 12);
  CHECK(reviews->at(first).back().on == day("2027-01-24"));
}

TEST_CASE("a file that is not as secokr writes it is an error and is not overwritten") {
  const std::string text = GENERATE(values<std::string>({
      "",
      "[]",
      "{",
      R"({"reviews":{}})",
      R"({"version":2,"reviews":{}})",
      R"({"version":1})",
      R"({"version":1,"reviews":[]})",
      R"({"version":1,"reviews":{"soon":[]}})",
      R"({"version":1,"reviews":{"FY28-Q1":{}}})",
      R"({"version":1,"reviews":{"FY28-Q1":[1]}})",
      R"({"version":1,"reviews":{"FY28-Q1":[{"on":"2027-02-30","commit":"aa"}]}})",
      R"({"version":1,"reviews":{"FY28-Q1":[{"on":"2027-02-03","commit":""}]}})",
      R"({"version":1,"reviews":{"FY28-Q1":[{"on":"2027-02-03","commit":7}]}})",
  }));
  INFO(text);
  Place place;
  test::write(place.file(), text);
  const auto reviews = read_reviews(place.workspace);
  REQUIRE_FALSE(reviews);
  CHECK(reviews.error().kind == ErrorKind::local_file);
  CHECK_FALSE(remember_review(place.workspace, first, {day("2027-01-04"), "aa"}));
  CHECK(test::read(place.file()) == text);
}
