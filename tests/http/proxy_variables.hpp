#pragma once
#include <cstdlib>
#include <string>

namespace secokr::test {

/// What libcurl reads about proxies, while the value lives; whoever runs the tests may have some of his own.
class ProxyVariables {
 public:
  explicit ProxyVariables(const std::string& url = "", const std::string& no_proxy = "") {
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

}  // namespace secokr::test
