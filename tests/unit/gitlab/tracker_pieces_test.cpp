#include <catch2/catch.hpp>
#include <numeric>

#include "gitlab/kept_fields.hpp"
#include "gitlab/lost_answer.hpp"
#include "gitlab/quick_actions.hpp"
#include "support/scripted_transport.hpp"

using namespace secokr;
using namespace secokr::gitlab;
using std::chrono::seconds;

namespace {
using Strings = std::vector<std::string>;
}

TEST_CASE("a note of nothing but quick actions is told from one with text") {
  struct Row {
    const char* body;
    bool only;
  };
  const std::vector<Row> rows = {
      {"/close", true},
      {"/CLOSE", true},
      {"/close\n\n/label ~a\n", true},
      {"\r\n/close\r\n", true},
      {"/close\n<!-- secokr:update 1 -->", false},
      {"text\n/close", false},
      {" /close", false},
      {"\t/close", false},
      {"> /close", false},
      {"\\/close", false},
      {"/ close", false},
      {"//close", false},
      {"/1", false},
      {"/", false},
      {"```\n/close\n```", false},
      {"", false},
      {"\n", false},
  };
  for (const Row& row : rows) {
    INFO(row.body);
    CHECK(is_actions_only(row.body) == row.only);
  }
}

TEST_CASE("the line that sets the health stands before the marker, else at the end") {
  struct Row {
    const char* body;
    const char* expected;
  };
  const std::vector<Row> rows = {
      {"text", "text\n\n/health_status on_track"},
      {"text\n\n", "text\n\n/health_status on_track"},
      {"text\n\n<!-- m -->", "text\n\n/health_status on_track\n<!-- m -->"},
      {"text\n<!-- m -->\n", "text\n/health_status on_track\n<!-- m -->"},
      {"<!-- m -->", "/health_status on_track\n<!-- m -->"},
      {"text\n<!-- m --> and more", "text\n<!-- m --> and more\n\n/health_status on_track"},
      {"text <!-- m -->", "text <!-- m -->\n\n/health_status on_track"},
  };
  for (const Row& row : rows) {
    INFO(row.body);
    CHECK(with_health(row.body, "on_track") == row.expected);
  }
}

TEST_CASE("what was asked for and is not there has a name") {
  using tracker::IssueEdit;
  const tracker::Issue issue{.title = "a", .description = "text", .labels = {"x"}, .assignees = {"ciso"}};
  struct Row {
    IssueEdit asked;
    Strings lost;
  };
  const std::vector<Row> rows = {
      {{}, {}},
      {{.title = "a", .description = "text\n", .add_labels = {"x"}, .assignees = Strings{"ciso"}}, {}},
      {{.title = " a "}, {}},
      {{.title = "b"}, {"title"}},
      {{.description = "te\rxt\r\n"}, {}},
      {{.description = "text\n/close"}, {"description"}},
      {{.add_labels = {"x", "y"}, .remove_labels = {"x", "z"}}, {"label `y`", "label `x`"}},
      {{.assignees = Strings{"ciso", "reader"}}, {"assignee @reader"}},
      {{.assignees = Strings{}}, {"assignee"}},
      {{.due = std::optional<Day>(date::year{2027} / 2 / 26)}, {"due"}},
      {{.confidential = true, .state = tracker::IssueState::closed}, {"confidential", "state"}},
  };
  for (std::size_t i = 0; i < rows.size(); ++i) {
    INFO("row " << i);
    CHECK(not_kept(rows[i].asked, issue) == rows[i].lost);
  }
}

TEST_CASE("looks come at growing intervals and end in time") {
  for (const int total : {0, 1, 2, 10, 90}) {
    const auto all = pauses(seconds{total});
    CHECK(std::accumulate(all.begin(), all.end(), seconds{0}) == seconds{total});
  }
  const auto usual = pauses(seconds{90});
  REQUIRE(usual.size() > 4);
  CHECK(usual.front() == seconds{1});
  CHECK(std::is_sorted(usual.begin(), usual.end() - 1));
}

TEST_CASE("an answer tells whether a POST may have done something") {
  struct Row {
    http::Answer answer;
    Doubt doubt;
  };
  const std::vector<Row> rows = {
      {test::answer(201, "{}"), Doubt::none},
      {test::answer(202, "{}"), Doubt::none},
      {test::answer(201, "{\"id\":"), Doubt::lost},
      {test::answer(200, "<html>"), Doubt::lost},
      {test::answer(301), Doubt::none},
      {test::answer(400, "{}"), Doubt::none},
      {test::answer(404, "<html>"), Doubt::none},
      {test::answer(409, "{}"), Doubt::none},
      {test::answer(429), Doubt::none},
      {test::answer(500, "{}"), Doubt::broken},
      {test::answer(501), Doubt::none},
      {test::answer(502), Doubt::lost},
      {test::answer(503), Doubt::lost},
      {test::answer(504), Doubt::lost},
      {test::answer(524), Doubt::lost},
      {test::no_answer(http::Fault::lost), Doubt::lost},
      {test::no_answer(http::Fault::too_large), Doubt::lost},
      {test::no_answer(http::Fault::not_sent), Doubt::none},
      {test::no_answer(http::Fault::untrusted), Doubt::none},
      {test::no_answer(http::Fault::not_allowed), Doubt::none},
  };
  for (std::size_t i = 0; i < rows.size(); ++i) {
    INFO("row " << i);
    CHECK(doubt_of(rows[i].answer) == rows[i].doubt);
  }
}
