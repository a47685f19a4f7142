#include "http/log_transport.hpp"

#include <catch2/catch.hpp>

#include "support/scripted_transport.hpp"

using namespace secokr;
using http::Fault;
using http::Method;
using test::answer;
using test::no_answer;

namespace {

/// The lines of one window.
std::vector<std::string> lines_of(const std::vector<std::pair<http::Request, http::Answer>>& exchanges) {
  test::Script script;
  std::vector<http::Request> window;
  for (const auto& [request, given] : exchanges) {
    script.on(request.method, request.url, given);
    window.push_back(request);
  }
  std::vector<std::string> lines;
  const auto transport = http::with_log(script.transport(), [&](std::string_view line) { lines.emplace_back(line); });
  const auto answers = transport->perform(window);
  CHECK(answers.size() == window.size());
  return lines;
}

std::string line_of(Method method, std::string url, http::Answer given) {
  const auto lines = lines_of({{{.method = method, .url = std::move(url)}, std::move(given)}});
  REQUIRE(lines.size() == 1);
  return lines.front();
}

}  // namespace

TEST_CASE("a line tells the request and what came of it", "[log]") {
  struct Row {
    Method method;
    http::Answer answer;
    std::string outcome;
  };
  const Row rows[] = {
      {Method::get, answer(200, "four"), "GET https://gitlab.com/api/v4/user -> 200, 4 bytes"},
      {Method::post, answer(201), "POST https://gitlab.com/api/v4/user -> 201, 0 bytes"},
      {Method::put, answer(429, "Retry later"), "PUT https://gitlab.com/api/v4/user -> 429, 11 bytes"},
      {Method::del, no_answer(Fault::lost), "DELETE https://gitlab.com/api/v4/user -> the connection was lost"},
      {Method::get, no_answer(Fault::lost, "reset by peer"),
       "GET https://gitlab.com/api/v4/user -> the connection was lost: reset by peer"},
      {Method::get, no_answer(Fault::not_sent, "could not resolve host"),
       "GET https://gitlab.com/api/v4/user -> the server was not reached: could not resolve host"},
      {Method::get, no_answer(Fault::untrusted, "the certificate has expired"),
       "GET https://gitlab.com/api/v4/user -> the server is not trusted: the certificate has expired"},
      {Method::get, no_answer(Fault::too_large), "GET https://gitlab.com/api/v4/user -> the answer is too large"},
      {Method::get, no_answer(Fault::not_allowed, "no token over plain HTTP"),
       "GET https://gitlab.com/api/v4/user -> it was not sent: no token over plain HTTP"},
  };
  for (const Row& row : rows) CHECK(line_of(row.method, "https://gitlab.com/api/v4/user", row.answer) == row.outcome);
}

TEST_CASE("secrets in a URL are masked", "[log]") {
  struct Row {
    std::string url;
    std::string shown;
  };
  const Row rows[] = {
      {"https://h/x?private_token=glpat-1", "https://h/x?private_token=***"},
      {"https://h/x?a=1&access_token=s3cret&b=2", "https://h/x?a=1&access_token=***&b=2"},
      {"https://h/x?job_token=s3cret&JOB_TOKEN=s3cret", "https://h/x?job_token=***&JOB_TOKEN=***"},
      {"https://h/x?private_token=a=b", "https://h/x?private_token=***"},
      {"https://user:s3cret@h:8443/x", "https://***@h:8443/x"},
      {"https://h/x?private_tokens=1&a=%26job_token=1", "https://h/x?private_tokens=1&a=%26job_token=1"},
      {"https://h/users/@me?q=a@b", "https://h/users/@me?q=a@b"},
      {"https://h/x?", "https://h/x?"},
      {"https://h/x?a&&b=", "https://h/x?a&&b="},
  };
  for (const Row& row : rows)
    CHECK(line_of(Method::get, row.url, answer(200)) == "GET " + row.shown + " -> 200, 0 bytes");
}

TEST_CASE("no body, no header and no control character gets into a line", "[log]") {
  const http::Request request{.method = Method::post,
                              .url = "https://h/\x1b[31mx\n\ty",
                              .headers = {{"X-Secret", "h3ader"}},
                              .body = "b0dy of the request"};
  const auto lines = lines_of({{request, answer(200, "b0dy of the answer", {{"X-Secret", "h3ader"}})},
                               {request, no_answer(Fault::lost, "one\r\ntwo\x07")}});
  CHECK(lines == std::vector<std::string>{"POST https://h/[31mx  y -> 200, 18 bytes",
                                          "POST https://h/[31mx  y -> the connection was lost: one two"});
}

TEST_CASE("each request of a window has its line, in order, and its answer passes unchanged", "[log]") {
  test::Script script;
  script.on(Method::get, "/a", answer(200, "a", {{"X-Total", "1"}}))
      .on(Method::get, "/b", no_answer(Fault::lost, "reset"));
  std::vector<std::string> lines;
  const auto transport = http::with_log(script.transport(), [&](std::string_view line) { lines.emplace_back(line); });
  const std::vector<http::Request> window{{.url = "http://h/a"}, {.url = "http://h/b"}};
  const auto answers = transport->perform(window);
  REQUIRE(answers.size() == 2);
  CHECK(answers[0].value().body == "a");
  CHECK(answers[0]->header("x-total") == "1");
  REQUIRE_FALSE(answers[1]);
  CHECK(answers[1].error().detail == "reset");
  CHECK(lines ==
        std::vector<std::string>{"GET http://h/a -> 200, 1 byte", "GET http://h/b -> the connection was lost: reset"});
}
