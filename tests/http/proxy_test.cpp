#include <cstdlib>
#include <string>
#include <tuple>

#include <catch2/catch.hpp>

#include "http/curl_scene.hpp"
#include "http/loopback_socket.hpp"
#include "http/raw_server.hpp"

using namespace secokr::http;
using namespace secokr::test;

namespace {

/// Set while the value lives; the tests' own environment has no proxy meanwhile.
class ProxyVariables {
 public:
  explicit ProxyVariables(const std::string& url, const std::string& no_proxy = "") {
    for (const char* name : {"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"})
      ::setenv(name, url.c_str(), 1);
    ::unsetenv("NO_PROXY");
    ::setenv("no_proxy", no_proxy.c_str(), 1);
  }
  ~ProxyVariables() {
    for (const char* name : {"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy"})
      ::unsetenv(name);
  }
  ProxyVariables(const ProxyVariables&) = delete;
  ProxyVariables& operator=(const ProxyVariables&) = delete;
};

const std::string refusal = "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n";

}  // namespace

TEST_CASE("https goes through a tunnel of the proxy, which sees no token") {
  const bool is_from_environment = GENERATE(false, true);
  Arrivals arrivals;
  RawServer proxy(answering(arrivals, [](const std::string&) { return refusal; }));
  const ProxyVariables variables(is_from_environment ? proxy.url() : "");
  CurlOptions options = with_token("https://gitlab.test");
  if (!is_from_environment) options.proxy = proxy.url();

  const auto transport = make_curl_transport(options);
  const Answer answer =
      transport->perform_one({.method = Method::post, .url = "https://gitlab.test/secret-path", .body = "b"});

  CHECK(fault_of(answer) == Fault::not_sent);
  CHECK(detail_of(answer) == "the proxy refused the connection with status 403");
  REQUIRE(arrivals.all().size() == 1);
  CHECK_THAT(arrivals.all().front(), Catch::StartsWith("CONNECT gitlab.test:443 HTTP/1.1\r\n"));
  CHECK(arrivals.count(std::string{token}) == 0);
  CHECK(arrivals.count("secret-path") == 0);
}

TEST_CASE("loopback never has a proxy") {
  Arrivals at_proxy;
  RawServer proxy(answering(at_proxy, [](const std::string&) { return refusal; }));
  Arrivals arrivals;
  RawServer server(answering(arrivals, [](const std::string&) { return ok("direct"); }));
  const bool is_from_environment = GENERATE(false, true);
  const ProxyVariables variables(is_from_environment ? proxy.url() : "");
  CurlOptions options = with_token(server.url());
  if (!is_from_environment) options.proxy = proxy.url();

  const auto transport = make_curl_transport(options);
  CHECK(body_of(transport->perform_one({.url = server.url()})) == "direct");
  CHECK(body_of(transport->perform_one({.url = "http://localhost:" + std::to_string(server.port())})) == "direct");
  CHECK(proxy.connections() == 0);
  // It would have been used for another host.
  CHECK(transport->perform_one({.url = "http://gitlab.test/"})->status == 403);
  CHECK(proxy.connections() == 1);
}

TEST_CASE("no_proxy is honoured") {
  Arrivals at_proxy;
  RawServer proxy(answering(at_proxy, [](const std::string&) { return refusal; }));
  const std::string absent = std::string(64, 'n') + ".invalid";
  const ProxyVariables variables(proxy.url(), ".invalid");
  const auto transport = make_curl_transport({});
  CHECK(detail_of(transport->perform_one({.url = "https://" + absent})) == "could not resolve host: " + absent);
  CHECK(proxy.connections() == 0);
}

TEST_CASE("a proxy that is not there, or hangs up, means nothing was sent") {
  RawServer hangs_up([](RawConnection& connection) { std::ignore = connection.read_request(); });
  for (const std::string& proxy : {"http://127.0.0.1:" + std::to_string(closed_port()), hangs_up.url()}) {
    INFO(proxy);
    const auto transport = make_curl_transport({.proxy = proxy});
    CHECK(fault_of(transport->perform_one({.method = Method::post, .url = "https://gitlab.test/"})) == Fault::not_sent);
  }
}
