#include "gitlab/issue_export.hpp"

#include <fmt/format.h>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sstream>
#include <streambuf>

#include "gitlab/wire.hpp"
#include "unit/gitlab/sample.hpp"

using namespace secokr;
using nlohmann::json;
using secokr::testing::sample;
using tracker::Issue;

namespace {

using Strings = std::vector<std::string>;

struct Read {
  Strings titles{};
  std::vector<Issue> issues{};
  Status status{};
};

Read read(const std::string& text) {
  std::istringstream in(text);
  Read result;
  result.status = gitlab::read_issue_export(in, "issues.json", [&](const Issue& issue) {
    result.titles.push_back(issue.title);
    result.issues.push_back(issue);
    return true;
  });
  return result;
}

std::string issue(long number, const std::string& title = "t") {
  return fmt::format(R"({{"id":{0},"iid":{0},"title":"{1}","labels":["OKR",{{"name":"b"}}],"milestone":null}})", number,
                     title);
}

/// A list that is made while it is read, one issue at a time.
class Growing final : public std::streambuf {
 public:
  explicit Growing(long count) : m_count(count) {}
  long made() const { return m_made; }

 protected:
  int_type underflow() override {
    if (m_made > m_count) return traits_type::eof();
    m_text = m_made == m_count ? "]" : (m_made == 0 ? "[" : ",") + issue(m_made + 1, fmt::format("issue {}", m_made));
    ++m_made;
    setg(m_text.data(), m_text.data(), m_text.data() + m_text.size());
    return traits_type::to_int_type(m_text.front());
  }

 private:
  long m_count;
  long m_made = 0;
  std::string m_text{};
};

/// As of a folder, or of a disk that fails.
class Failing final : public std::streambuf {
  int_type underflow() override { throw std::runtime_error("input/output error"); }
};

}  // namespace

TEST_CASE("a saved answer of GitLab is read as the tracker reads it") {
  const auto rows = sample("114-issues-group").json();
  const Read found = read(rows.dump());
  REQUIRE(found.status);
  REQUIRE(found.issues.size() == rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) CHECK(found.issues[i] == gitlab::issue_of(rows[i], ""));
  CHECK(found.issues.front().ref == tracker::IssueRef{"g1795317492/okr-1795317492", 14});
  CHECK(found.issues.front().labels == Strings{"kr"});
}

TEST_CASE("the shapes that programs save issues in") {
  const std::string a = issue(1, "a");
  const std::string b = issue(2, "b");
  const Strings both = {"a", "b"};
  struct Row {
    std::string text;
    Strings titles;
  };
  const std::vector<Row> rows = {
      {"", {}},
      {" \n", {}},
      {"[]", {}},
      {"[]\n[]\n", {}},
      {"[" + a + "," + b + "]", both},
      {"[" + a + "][" + b + "]", both},
      {"[" + a + "]\r\n[]\r\n[" + b + "]\r\n", both},
      {a + "\n" + b + "\n", both},
      {a + b, both},
      {"[" + a + "]\n" + b, both},
      {"\xEF\xBB\xBF[" + a + ", " + b + "]", both},
      {"\xEF\xBB\xBF" + a, {"a"}},
      {"[" + a + "," + a + "," + b + "][" + a + "]", both},
      {R"([{"iid":7,"title":"older","extra":[[1,{"deep":[{}]}],2.5e3,true,null]},{"iid":7,"title":"server"}])",
       {"older", "server"}},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const Read found = read(row.text);
    REQUIRE(found.status);
    CHECK(found.titles == row.titles);
  }
}

TEST_CASE("what is no list of issues is an error that says where") {
  const std::string a = issue(1, "a");
  struct Row {
    std::string text;
    std::size_t read_before;
    std::string reason;
  };
  const std::vector<Row> rows = {
      {"iid,title\n1,a\n", 0, "none at byte 1"},
      {"<!DOCTYPE html>", 0, "none at byte 1"},
      {"[" + a + "] and more", 1, "none at byte 79"},
      {"12", 0, "none at byte 1"},
      {"\"text\"", 0, "none at byte 1"},
      {"[" + a, 1, "ends within issue number 2 (byte 76)"},
      {"[" + a + ",", 1, "ends within issue number 2"},
      {"[" + a.substr(0, 30), 0, "ends within issue number 1 (byte 31)"},
      {a + a.substr(0, 30), 1, "ends within issue number 2"},
      {"\xEF\xBB\xBF", 0, "ends within issue number 1"},
      {"[" + a + ",]", 1, "no JSON, in issue number 2"},
      {"[" + a + "}", 1, "no JSON, in issue number 2"},
      {"[{iid:1}]", 0, "no JSON, in issue number 1 (byte 3)"},
      {"[{\"iid\":1,\"title\":\"\xFF\"}]", 0, "no JSON, in issue number 1"},
      {"[{\"iid\":1e999,\"title\":\"a\"}]", 0, "no JSON, in issue number 1"},
      {"[1]", 0, "A value stands in place of issue number 1"},
      {"[" + a + ",null]", 1, "A value stands in place of issue number 2"},
      {"[[" + a + "]]", 0, "A list stands in place of issue number 1"},
      {"[{\"id\":1,\"iid\":1}]", 0, "issue number 1 (byte 17) is no issue"},
      {"[{\"id\":1,\"title\":\"epic\"}]", 0, "no iid or no title"},
      {"[{\"iid\":0,\"title\":\"a\"}]", 0, "no iid or no title"},
      {"[{\"iid\":\"1\",\"title\":\"a\"}]", 0, "no iid or no title"},
      {"[" + a + ",{}]", 1, "issue number 2"},
      {R"({"message":"401 Unauthorized"})", 0, "\"401 Unauthorized\" stands in place of issue number 1"},
      {"\xFF\xFE[", 0, "UTF-16"},
      {"\xFE\xFF", 0, "UTF-16"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const Read found = read(row.text);
    REQUIRE_FALSE(found.status);
    const Error& error = found.status.error();
    INFO(error.reason);
    CHECK(error.kind == ErrorKind::local_file);
    CHECK(error.what.find("issues.json") != std::string::npos);
    CHECK(error.reason.find(row.reason) != std::string::npos);
    CHECK(error.help.find("glab api") != std::string::npos);
    CHECK(found.titles.size() == row.read_before);
  }
}

TEST_CASE("one issue of a saved list is in memory at a time") {
  constexpr long count = 2000;
  Growing growing(count);
  std::istream in(&growing);
  long seen = 0;
  REQUIRE(gitlab::read_issue_export(in, "issues.json", [&](const Issue& found) {
    CHECK(found.title == fmt::format("issue {}", seen));
    ++seen;
    CHECK(growing.made() == seen);
    return true;
  }));
  CHECK(seen == count);
}

TEST_CASE("a sink ends the reading of a saved list, whatever follows") {
  std::istringstream in("[" + issue(1) + "," + issue(2) + ", nonsense");
  long seen = 0;
  CHECK(gitlab::read_issue_export(in, "issues.json", [&](const Issue&) { return ++seen < 2; }));
  CHECK(seen == 2);
}

TEST_CASE("deep and hostile lists neither recurse nor crash") {
  const std::string deep(100'000, '[');
  CHECK_FALSE(read("[{\"iid\":1,\"title\":" + deep).status);
  std::string closed = fmt::format(R"([{{"iid":1,"title":"a","x":{}{}}}])", deep, std::string(100'000, ']'));
  CHECK(read(closed).titles == Strings{"a"});
  const Read told = read(R"({"message":"a\u001b[31m\nb glpat-AbCdEfGhIjKlMnOpQrSt"})");
  REQUIRE_FALSE(told.status);
  CHECK(told.status.error().reason.find('\x1b') == std::string::npos);
  CHECK(told.status.error().reason.find("glpat") == std::string::npos);
}

TEST_CASE("a stream that fails is an error") {
  Failing failing;
  std::istream in(&failing);
  const auto status = gitlab::read_issue_export(in, "a folder", [](const Issue&) { return true; });
  REQUIRE_FALSE(status);
  CHECK(status.error().kind == ErrorKind::local_file);
  CHECK(status.error().reason.find("Reading stopped at byte 0") != std::string::npos);
}
