#include "http/retry.hpp"

#include <catch2/catch.hpp>

#include "support/counting_waiter.hpp"
#include "support/scripted_transport.hpp"

using namespace secokr;
using namespace std::chrono_literals;
using http::Fault;
using http::Header;
using http::Method;
using test::answer;
using test::no_answer;

namespace {

/// Sun, 22 Nov 2026 03:19:00 GMT, this machine's own clock.
const base::Instant now{1'795'317'540s};

/// A transport with retries over a script, with a waiter that only counts; the jitter is always the same.
struct Retries {
  explicit Retries(double random = 1.0, http::RetryPolicy policy = {})
      : transport(http::with_retries(script.transport(), waiter, clock, [random] { return random; }, policy)) {}

  std::vector<std::chrono::milliseconds> waits() const {
    std::vector<std::chrono::milliseconds> times;
    for (const auto& wait : waiter.waits) times.push_back(wait.time);
    return times;
  }

  test::Script script{};
  test::CountingWaiter waiter{};
  base::FixedClock clock{now};
  std::unique_ptr<http::Transport> transport;
};

http::Request request(Method method, std::string url = "http://gitlab.test/x") {
  return {.method = method, .url = std::move(url)};
}

/// A number for a status, a fault for none.
struct Outcome {
  int status = 0;
  Fault fault = Fault::not_sent;
  http::Answer answer() const { return status == 0 ? no_answer(fault, "why") : test::answer(status, "body"); }
  bool is_in(const http::Answer& given) const {
    return status == 0 ? !given && given.error().fault == fault && given.error().detail == "why"
                       : given && given->status == status && given->body == "body";
  }
};

}  // namespace

TEST_CASE("what is sent again: the outcome and the method decide", "[retry]") {
  struct Row {
    Outcome outcome;
    std::size_t sends_repeatable;
    std::size_t sends_post;
    std::string why{};
  };
  const std::size_t failures = 5;
  const std::size_t rate_limits = 10;
  const Row rows[] = {
      {{.status = 200}, 1, 1},
      {{.status = 201}, 1, 1},
      {{.status = 301}, 1, 1},
      {{.status = 400}, 1, 1},
      {{.status = 401}, 1, 1},
      {{.status = 404}, 1, 1},
      {{.status = 409}, 1, 1},
      {{.status = 422}, 1, 1},
      {{.status = 429}, rate_limits, rate_limits, "the server asks to slow down"},
      {{.status = 500}, 1, 1},
      {{.status = 502}, failures, 1, "the server answers 502"},
      {{.status = 503}, failures, 1, "the server answers 503"},
      {{.status = 504}, failures, 1, "the server answers 504"},
      {{.fault = Fault::not_sent}, failures, failures, "the server was not reached"},
      {{.fault = Fault::lost}, failures, 1, "the connection was lost"},
      {{.fault = Fault::untrusted}, 1, 1},
      {{.fault = Fault::too_large}, 1, 1},
      {{.fault = Fault::not_allowed}, 1, 1},
  };
  for (const Row& row : rows)
    for (const Method method : {Method::get, Method::put, Method::del, Method::post}) {
      const std::size_t sends = method == Method::post ? row.sends_post : row.sends_repeatable;
      CAPTURE(row.outcome.status, static_cast<int>(row.outcome.fault), http::to_string(method));
      Retries retries;
      retries.script.always(method, "/x", row.outcome.answer());
      const http::Answer given = retries.transport->perform_one(request(method));
      CHECK(row.outcome.is_in(given));
      CHECK(retries.script.requests.size() == sends);
      REQUIRE(retries.waiter.waits.size() == sends - 1);  // none after the last
      for (const auto& wait : retries.waiter.waits) CHECK(wait.why == row.why);
    }
}

TEST_CASE("the wait doubles up to a cap, with full jitter", "[retry]") {
  struct Row {
    double random;
    std::vector<std::chrono::milliseconds> waits;
  };
  const Row rows[] = {
      {1.0, {500ms, 1000ms, 2000ms, 3000ms, 3000ms, 3000ms}},
      {0.5, {250ms, 500ms, 1000ms, 1500ms, 1500ms, 1500ms}},
      {0.0, {0ms, 0ms, 0ms, 0ms, 0ms, 0ms}},
      {7.0, {500ms, 1000ms, 2000ms, 3000ms, 3000ms, 3000ms}},
      {-1.0, {0ms, 0ms, 0ms, 0ms, 0ms, 0ms}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.random);
    Retries retries(row.random, {.attempts = 7, .longest_wait = 3s});
    retries.script.always(Method::get, "/x", answer(503));
    CHECK(retries.transport->perform_one(request(Method::get)).value().status == 503);
    CHECK(retries.waits() == row.waits);
  }
}

TEST_CASE("after many failures the wait stays at the cap", "[retry]") {
  Retries retries(1.0, {.attempts = 200});
  retries.script.always(Method::get, "/x", no_answer(Fault::lost));
  CHECK_FALSE(retries.transport->perform_one(request(Method::get)));
  REQUIRE(retries.waits().size() == 199);
  CHECK(retries.waits().back() == 20s);
}

TEST_CASE("how long a 429 makes us wait", "[retry]") {
  struct Row {
    std::vector<Header> headers;
    std::chrono::seconds wait;
  };
  const Row rows[] = {
      {{{"Retry-After", "29"}}, 29s},
      {{{"retry-after", "29"}}, 29s},
      {{{"Retry-After", "29"}, {"RateLimit-Reset", "1795317570"}, {"Date", "Sun, 22 Nov 2026 03:19:00 GMT"}}, 29s},
      // A date, compared with the server's clock, else with ours.
      {{{"Retry-After", "Sun, 22 Nov 2026 03:19:30 GMT"}}, 30s},
      {{{"Retry-After", "Sun, 22 Nov 2026 03:19:30 GMT"}, {"Date", "Sun, 22 Nov 2026 03:19:20 GMT"}}, 10s},
      {{{"Retry-After", "Sunday, 22-Nov-26 03:19:30 GMT"}}, 30s},
      {{{"Retry-After", "Sun Nov 22 03:19:30 2026"}}, 30s},
      // The reset, where Retry-After is absent or nonsense.
      {{{"RateLimit-Reset", "1795317570"}, {"Date", "Sun, 22 Nov 2026 03:19:18 GMT"}}, 12s},
      {{{"RateLimit-Reset", "1795317570"}, {"Date", "yesterday"}}, 30s},
      {{{"RateLimit-Reset", "1795317570"}}, 30s},
      {{{"Retry-After", "soon"}, {"RateLimit-Reset", "1795317570"}}, 30s},
      {{{"Retry-After", "-5"}, {"RateLimit-Reset", "1795317570"}}, 30s},
      {{{"Retry-After", "1.5"}, {"RateLimit-Reset", "1795317570"}}, 30s},
      // Neither: a minute.
      {{}, 60s},
      {{{"Retry-After", ""}, {"RateLimit-Reset", ""}}, 60s},
      {{{"Retry-After", "Sun, 31 Feb 2027 03:19:30 GMT"}}, 60s},
      {{{"Retry-After", "Sun, 22 Nov 2026 03:19:30 GMT and more"}}, 60s},
      {{{"RateLimit-Reset", "-1"}}, 60s},
      // Clamped: long, absurdly long, over.
      {{{"Retry-After", "0"}}, 1s},
      {{{"Retry-After", "300"}}, 300s},
      {{{"Retry-After", "301"}}, 300s},
      {{{"Retry-After", "99999999999999999999999999"}}, 300s},
      {{{"Retry-After", "9223372036854775807"}}, 300s},
      {{{"Retry-After", "Sun, 22 Nov 2026 03:18:30 GMT"}}, 1s},
      {{{"Retry-After", "Thu, 31 Dec 2099 23:59:59 GMT"}}, 300s},
      {{{"RateLimit-Reset", "1795317540"}}, 1s},
      {{{"RateLimit-Reset", "1"}}, 1s},
      {{{"RateLimit-Reset", "9223372036854775807"}}, 300s},
  };
  for (const Row& row : rows)
    for (const Method method : {Method::get, Method::post}) {
      CAPTURE(row.headers.empty() ? "none" : row.headers.front().name + ": " + row.headers.front().value);
      Retries retries;
      retries.script.on(method, "/x", answer(429, "Retry later", row.headers)).on(method, "/x", answer(200));
      CHECK(retries.transport->perform_one(request(method)).value().status == 200);
      CHECK(retries.waiter.waits ==
            std::vector<test::CountingWaiter::Wait>{{.time = row.wait, .why = "the server asks to slow down"}});
    }
}

TEST_CASE("a request goes out again as it was", "[retry]") {
  Retries retries;
  retries.script.on(Method::put, "/x", no_answer(Fault::lost)).on(Method::put, "/x", answer(200));
  const http::Request put{.method = Method::put,
                          .url = "http://gitlab.test/x",
                          .headers = {{"Content-Type", "application/json"}},
                          .body = "{}"};
  CHECK(retries.transport->perform_one(put).value().status == 200);
  REQUIRE(retries.script.requests.size() == 2);
  for (const http::Request& sent : retries.script.requests) {
    CHECK(sent.headers == put.headers);
    CHECK(sent.body == put.body);
  }
}

TEST_CASE("of a window only what failed is sent again, after one wait, and the order stays", "[retry]") {
  Retries retries;
  retries.script.on(Method::get, "/a", answer(503))
      .on(Method::get, "/a", answer(200, "a"))
      .on(Method::get, "/b", answer(200, "b"))
      .on(Method::post, "/c", answer(429, "", {{"Retry-After", "7"}}))
      .on(Method::post, "/c", answer(201, "c"))
      .on(Method::post, "/d", answer(502, "d"))
      .on(Method::get, "/e", no_answer(Fault::lost))
      .on(Method::get, "/e", answer(504))
      .on(Method::get, "/e", answer(200, "e"));
  std::vector<http::Request> window;
  for (const auto& [method, url] : std::initializer_list<std::pair<Method, std::string>>{
           {Method::get, "/a"}, {Method::get, "/b"}, {Method::post, "/c"}, {Method::post, "/d"}, {Method::get, "/e"}})
    window.push_back(request(method, "http://gitlab.test" + url));

  const auto answers = retries.transport->perform(window);
  REQUIRE(answers.size() == 5);
  std::vector<std::string> bodies;
  for (const auto& one : answers) bodies.push_back(one.value().body);
  CHECK(bodies == std::vector<std::string>{"a", "b", "c", "d", "e"});
  CHECK(answers[3]->status == 502);
  CHECK(retries.script.windows == std::vector<std::size_t>{5, 3, 1});
  CHECK(retries.waiter.waits ==
        std::vector<test::CountingWaiter::Wait>{{.time = 7s, .why = "the server asks to slow down"},
                                                {.time = 1s, .why = "the server answers 504"}});
}

TEST_CASE("failures and rate limits are counted apart", "[retry]") {
  Retries retries(1.0, {.attempts = 3, .rate_limit_attempts = 3});
  for (const int status : {503, 429, 503, 429}) retries.script.on(Method::get, "/x", answer(status));
  retries.script.on(Method::get, "/x", answer(503, "the last"));
  CHECK(retries.transport->perform_one(request(Method::get)).value().body == "the last");
  CHECK(retries.waits() == std::vector<std::chrono::milliseconds>{500ms, 60s, 1s, 60s});
}

TEST_CASE("a POST that was turned away and then lost is not sent a third time", "[retry]") {
  Retries retries;
  retries.script.on(Method::post, "/x", answer(429)).on(Method::post, "/x", no_answer(Fault::lost));
  const auto given = retries.transport->perform_one(request(Method::post));
  REQUIRE_FALSE(given);
  CHECK(given.error().fault == Fault::lost);
}

TEST_CASE("a waiter that is interrupted ends the retries", "[retry]") {
  struct Interrupted {};
  Retries retries;
  retries.waiter.on_wait = [](std::chrono::milliseconds) { throw Interrupted{}; };
  retries.script.on(Method::get, "/x", answer(429));
  CHECK_THROWS_AS(retries.transport->perform_one(request(Method::get)), Interrupted);
  CHECK(retries.script.requests.size() == 1);
}

TEST_CASE("an empty window asks nothing", "[retry]") {
  Retries retries;
  CHECK(retries.transport->perform({}).empty());
  CHECK(retries.script.requests.empty());
  CHECK(retries.waiter.waits.empty());
}
