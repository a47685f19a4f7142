#include <string>

#include <catch2/catch.hpp>

#include "http/curl_scene.hpp"
#include "http/raw_server.hpp"

using namespace secokr::http;
using namespace secokr::test;

namespace {

enum class Ending { close, reset };

/// Answers each connection's first request; on the first connection it takes the second one and answers nothing.
RawServer::Script losing_the_second(Arrivals& arrivals, Ending ending) {
  return [&arrivals, ending](RawConnection& connection) {
    for (int i = 0; const auto request = connection.read_request(); ++i) {
      arrivals.add(*request);
      if (connection.number() == 0 && i == 1) {
        if (ending == Ending::reset) connection.reset();
        return;
      }
      connection.send(ok("done"));
    }
  };
}

}  // namespace

// With CURLOPT_POSTFIELDS in place of the read function, and nothing said at the beginning of a request, libcurl 7.88.1
// delivers each of these POSTs twice and reports success.
TEST_CASE("a POST whose answer is lost on a reused connection arrives once") {
  const auto ending = GENERATE(Ending::close, Ending::reset);
  const auto size = GENERATE(std::size_t{0}, std::size_t{20}, std::size_t{1} << 20U);
  Arrivals arrivals;
  RawServer server(losing_the_second(arrivals, ending));
  const auto transport = make_curl_transport({});
  REQUIRE(body_of(transport->perform_one({.url = server.url()})) == "done");

  const Request post{.method = Method::post, .url = server.url("/issues"), .body = std::string(size, 'b')};
  const Answer answer = transport->perform_one(post);

  INFO("reset: " << (ending == Ending::reset) << ", body: " << size);
  CHECK(fault_of(answer) == Fault::lost);
  CHECK(arrivals.count("POST /issues ") == 1);
  // The transport goes on.
  CHECK(body_of(transport->perform_one({.url = server.url()})) == "done");
}

// The same loss, and libcurl does send again: the test above has something to prevent.
TEST_CASE("what may arrive twice is sent again, whole") {
  const auto method = GENERATE(Method::get, Method::put, Method::del);
  Arrivals arrivals;
  RawServer server(losing_the_second(arrivals, Ending::close));
  const auto transport = make_curl_transport({});
  REQUIRE(body_of(transport->perform_one({.url = server.url()})) == "done");

  const Request request{.method = method, .url = server.url("/again"), .body = "whole"};
  CHECK(body_of(transport->perform_one(request)) == "done");

  const std::string name{to_string(method)};
  CHECK(arrivals.count(name + " /again ") == 2);
  CHECK(arrivals.count("\r\n\r\nwhole") == (method == Method::put ? 2 : 0));
}

TEST_CASE("a POST on a connection that was closed while idle is sent on a new one, once") {
  Arrivals arrivals;
  RawServer server([&](RawConnection& connection) {
    const auto request = connection.read_request();
    if (!request) return;
    arrivals.add(*request);
    connection.send(ok("done", "Connection: close\r\n"));
  });
  const auto transport = make_curl_transport({});
  const Request post{.method = Method::post, .url = server.url("/issues"), .body = "b"};
  CHECK(body_of(transport->perform_one(post)) == "done");
  CHECK(body_of(transport->perform_one(post)) == "done");
  CHECK(arrivals.count("POST /issues ") == 2);
}
