#include "http/curl_transport.hpp"

#include <condition_variable>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "http/curl_scene.hpp"
#include "http/loopback_socket.hpp"
#include "http/proxy_variables.hpp"
#include "http/raw_server.hpp"

using namespace secokr::http;
using namespace secokr::test;

namespace {

/// Holds requests until `size` are there, then answers these the last one first.
class BackwardsGate {
 public:
  explicit BackwardsGate(std::size_t size) : m_size(size) {}

  /// Returns when it is this caller's turn.
  void pass() {
    std::unique_lock lock(m_mutex);
    const std::size_t mine = m_arrived++;
    const std::size_t round = mine / m_size;
    m_changed.notify_all();
    m_changed.wait(lock, [&] {
      const std::size_t after_me = (round + 1) * m_size - 1 - mine;
      return m_arrived >= (round + 1) * m_size && m_passed >= round * m_size + after_me;
    });
    ++m_passed;
    m_changed.notify_all();
  }

 private:
  std::size_t m_size;
  std::mutex m_mutex{};
  std::condition_variable m_changed{};
  std::size_t m_arrived = 0;
  std::size_t m_passed = 0;
};

std::string target_of(const std::string& request) {
  const auto begin = request.find(' ') + 1;
  return request.substr(begin, request.find(' ', begin) - begin);
}

}  // namespace

TEST_CASE("a window's answers come in its order over no more connections than allowed") {
  constexpr int connections = 4;
  constexpr int length = 20;
  BackwardsGate gate(connections);
  Arrivals arrivals;
  RawServer server(answering(arrivals, [&](const std::string& request) {
    gate.pass();
    return ok(target_of(request));
  }));
  std::vector<Request> window;
  for (int i = 0; i < length; ++i) window.push_back({.url = server.url("/" + std::to_string(i))});

  const auto transport = make_curl_transport({.connections = connections});
  const auto answers = transport->perform(window);

  REQUIRE(answers.size() == length);
  for (int i = 0; i < length; ++i) CHECK(body_of(answers[static_cast<std::size_t>(i)]) == "/" + std::to_string(i));
  CHECK(server.connections() == connections);
  CHECK(server.most_at_once() == connections);
}

TEST_CASE("connections are kept from window to window") {
  Arrivals arrivals;
  RawServer server(answering(arrivals, [](const std::string&) { return ok("x"); }));
  const auto transport = make_curl_transport({});
  for (int i = 0; i < 20; ++i) CHECK(body_of(transport->perform_one({.url = server.url()})) == "x");
  CHECK(arrivals.all().size() == 20);
  CHECK(server.connections() == 1);
}

TEST_CASE("an empty window sends nothing") { CHECK(make_curl_transport({})->perform({}).empty()); }

TEST_CASE("methods, headers and bodies arrive as they were given") {
  Arrivals arrivals;
  RawServer server(answering(arrivals, [](const std::string&) {
    return "HTTP/1.1 201 Created\r\nX-Total:  3 \r\nContent-Length: 2\r\n\r\n{}";
  }));
  const auto transport = make_curl_transport({.user_agent = "secokr/1"});
  const std::string large(1U << 20U, 'b');
  const std::vector<Request> window = {
      {.url = server.url("/a/../b%2Fc?d=1")},
      {.method = Method::post, .url = server.url(), .headers = {{"Content-Type", "application/json"}}, .body = large},
      {.method = Method::post, .url = server.url("/empty")},
      {.method = Method::put, .url = server.url(), .body = "p"},
      {.method = Method::del, .url = server.url()},
  };
  for (const Request& request : window) {
    const Answer answer = transport->perform_one(request);
    REQUIRE(answer);
    CHECK(answer->status == 201);
    CHECK(answer->header("x-total") == "3");
    CHECK(answer->header("X-Page").empty());
    CHECK(answer->body == "{}");
  }

  const auto seen = arrivals.all();
  REQUIRE(seen.size() == window.size());
  CHECK_THAT(seen[0], Catch::StartsWith("GET /a/../b%2Fc?d=1 HTTP/1.1\r\n"));
  CHECK_THAT(seen[0], Catch::Contains("\r\nUser-Agent: secokr/1\r\n"));
  CHECK_THAT(seen[1], Catch::StartsWith("POST / HTTP/1.1\r\n"));
  CHECK_THAT(seen[1], Catch::Contains("\r\nContent-Type: application/json\r\n"));
  CHECK_THAT(seen[1], Catch::EndsWith("\r\n\r\n" + large));
  CHECK_THAT(seen[2], Catch::StartsWith("POST /empty HTTP/1.1\r\n"));
  CHECK_THAT(seen[2], Catch::Contains("\r\nContent-Length: 0\r\n"));
  CHECK_THAT(seen[3], Catch::StartsWith("PUT / HTTP/1.1\r\n"));
  CHECK_THAT(seen[3], Catch::EndsWith("\r\n\r\np"));
  CHECK_THAT(seen[4], Catch::StartsWith("DELETE / HTTP/1.1\r\n"));
  for (const std::string name : {"Expect:", "form-urlencoded", "Authorization:", "Cookie:"}) {
    INFO(name);
    CHECK(arrivals.count(name) == 0);
  }
}

TEST_CASE("any status is an answer") {
  Arrivals arrivals;
  RawServer server(answering(arrivals, [](const std::string&) {
    return "HTTP/1.1 503 Busy\r\nRetry-After: 7\r\nContent-Length: 4\r\n\r\nwait";
  }));
  const Answer answer = make_curl_transport({})->perform_one({.url = server.url()});
  REQUIRE(answer);
  CHECK(answer->status == 503);
  CHECK(answer->header("retry-after") == "7");
  CHECK(answer->body == "wait");
}

TEST_CASE("a redirect is an answer, and nobody follows it") {
  Arrivals elsewhere;
  RawServer other(answering(elsewhere, [](const std::string&) { return ok("no"); }));
  Arrivals arrivals;
  RawServer server(answering(arrivals, [&](const std::string&) {
    return "HTTP/1.1 301 Moved\r\nSet-Cookie: a=b\r\nLocation: " + other.url("/new") + "\r\nContent-Length: 0\r\n\r\n";
  }));
  const auto transport = make_curl_transport(with_token(server.url()));
  for (const Method method : {Method::get, Method::post, Method::put, Method::del}) {
    const Answer answer = transport->perform_one({.method = method, .url = server.url(), .body = "b"});
    REQUIRE(answer);
    CHECK(answer->status == 301);
    CHECK(answer->header("Location") == other.url("/new"));
  }
  CHECK(arrivals.all().size() == 4);
  CHECK(arrivals.count("Cookie:") == 0);
  CHECK(other.connections() == 0);
}

TEST_CASE("the token goes to its own origin alone") {
  Arrivals own_arrivals;
  Arrivals other_arrivals;
  RawServer own(answering(own_arrivals, [](const std::string&) { return ok(""); }));
  RawServer other(answering(other_arrivals, [](const std::string&) { return ok(""); }));
  const auto transport = make_curl_transport(with_token(own.url()));

  CHECK(transport->perform_one({.url = own.url()}));
  CHECK(transport->perform_one({.url = other.url()}));
  CHECK(transport->perform_one({.url = "http://localhost:" + std::to_string(own.port()) + "/by-name"}));

  CHECK(own_arrivals.count("GET / ") == 1);
  CHECK(own_arrivals.count("\r\nAuthorization: Bearer glpat-of-a-test\r\n") == 1);
  CHECK(own_arrivals.count("GET /by-name ") == 1);
  CHECK(other_arrivals.all().size() == 1);
  CHECK(other_arrivals.count("glpat") == 0);
}

TEST_CASE("a token is not sent over plain http to another machine") {
  Arrivals arrivals;
  RawServer proxy(answering(arrivals, [](const std::string&) { return ok("by proxy"); }));
  const ProxyVariables no_variables;
  for (const std::string url : {"http://192.0.2.1/x", "http://gitlab.test/x"}) {
    INFO(url);
    CurlOptions options = with_token(url);
    options.proxy = proxy.url();
    const auto transport = make_curl_transport(options);
    const Answer refused = transport->perform_one({.url = url});
    CHECK(fault_of(refused) == Fault::not_allowed);
    CHECK_THAT(detail_of(refused), !Catch::Contains("glpat"));
    CHECK(proxy.connections() == 0);
  }
  // What is refused for its token alone would have reached the server.
  const auto without_token = make_curl_transport({.proxy = proxy.url()});
  CHECK(body_of(without_token->perform_one({.url = "http://gitlab.test/x"})) == "by proxy");
  CHECK(proxy.connections() == 1);
}

TEST_CASE("what is no request is refused") {
  Arrivals arrivals;
  RawServer server(answering(arrivals, [](const std::string&) { return ok(""); }));
  const Request bad[] = {
      {.url = ""},
      {.url = "file:///etc/passwd"},
      {.url = "ftp://127.0.0.1/"},
      {.url = "http://user:word@127.0.0.1:" + std::to_string(server.port()) + "/"},
      {.url = server.url("/a b")},
      {.url = server.url("/\r\nX: y")},
      {.url = server.url(), .headers = {{"X-A", "b\r\nX-C: d"}}},
  };
  const auto transport = make_curl_transport({});
  for (const Request& request : bad) {
    INFO(request.url);
    CHECK(fault_of(transport->perform_one(request)) == Fault::not_allowed);
  }
  CurlOptions options = with_token(server.url());
  options.token = secokr::base::Secret{"glpat\r\nX: y"};
  CHECK(fault_of(make_curl_transport(options)->perform_one({.url = server.url()})) == Fault::not_allowed);
  CHECK(server.connections() == 0);
}

TEST_CASE("refused requests leave the others of their window alone") {
  Arrivals arrivals;
  RawServer server(answering(arrivals, [](const std::string&) { return ok("y"); }));
  const std::vector<Request> window = {{.url = "nothing"}, {.url = server.url()}, {.url = ""}, {.url = server.url()}};
  const auto answers = make_curl_transport({.connections = 1})->perform(window);
  REQUIRE(answers.size() == 4);
  CHECK(fault_of(answers[0]) == Fault::not_allowed);
  CHECK(body_of(answers[1]) == "y");
  CHECK(fault_of(answers[2]) == Fault::not_allowed);
  CHECK(body_of(answers[3]) == "y");
}
