#include <string>
#include <tuple>

#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "http/curl_scene.hpp"
#include "http/loopback_socket.hpp"
#include "http/page_server.hpp"
#include "http/proxy_variables.hpp"
#include "http/raw_server.hpp"

using namespace secokr::http;
using namespace secokr::test;

namespace {

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

TEST_CASE("within the tunnel the certificate is checked, and the token arrives") {
  const TemporaryFolder folder;
  const Certificate authority = Certificate::authority("Authority of a test");
  write(folder / "authorities.pem", authority.pem());
  struct Row {
    std::string host_of_certificate;
    bool is_accepted;
  };
  for (const Row& row : {Row{"gitlab.test", true}, Row{"other.test", false}}) {
    INFO(row.host_of_certificate);
    PageServer server(write_files(folder, authority.issue({.host = row.host_of_certificate})));
    Arrivals arrivals;
    RawServer proxy([&](RawConnection& connection) {
      const auto request = connection.read_request();
      if (!request) return;
      arrivals.add(*request);
      connection.send("HTTP/1.1 200 Connected\r\n\r\n");
      connection.relay(server.port());
    });
    const ProxyVariables no_variables;
    CurlOptions options = with_token("https://gitlab.test");
    options.proxy = proxy.url();
    options.ca_file = (folder / "authorities.pem").string();

    const Answer answer = make_curl_transport(options)->perform_one({.url = "https://gitlab.test/page"});

    if (row.is_accepted) {
      CHECK(body_of(answer) == page_of("/page"));
      CHECK(answer->header("Seen-Authorization") == "Bearer " + std::string{token});
    } else {
      CHECK(fault_of(answer) == Fault::untrusted);
      CHECK(server.requests() == 0);
    }
    CHECK(arrivals.count("CONNECT gitlab.test:443 ") == 1);
    CHECK(arrivals.count(std::string{token}) == 0);
  }
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
  const std::string absent = fmt::format("{:n<64}.invalid", "");
  const ProxyVariables variables(proxy.url(), ".invalid");
  const auto transport = make_curl_transport({});
  CHECK(detail_of(transport->perform_one({.url = fmt::format("https://{}", absent)})) ==
        fmt::format("could not resolve host: {}", absent));
  CHECK(proxy.connections() == 0);
}

TEST_CASE("a proxy that is not there, or hangs up, means nothing was sent") {
  RawServer hangs_up([](RawConnection& connection) { std::ignore = connection.read_request(); });
  const ProxyVariables no_variables;
  for (const std::string& proxy : {"http://127.0.0.1:" + std::to_string(closed_port()), hangs_up.url()}) {
    INFO(proxy);
    const auto transport = make_curl_transport({.proxy = proxy});
    CHECK(fault_of(transport->perform_one({.method = Method::post, .url = "https://gitlab.test/"})) == Fault::not_sent);
  }
}
