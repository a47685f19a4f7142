#pragma once
#include <fstream>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "support/gitlab_double/connection.hpp"
#include "support/gitlab_double/gitlab_double.hpp"
#include "support/gitlab_double/state.hpp"

namespace secokr::test {

/// The double behind its HTTP front: every request holds the one lock while it is served.
struct GitlabDouble::Server {
  explicit Server(DoubleOptions options);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  mutable std::mutex lock{};
  fake_gitlab::State state;
  std::vector<DoubleFault> faults{};
  std::vector<RecordedRequest> recorded{};
  std::ofstream log{};

 private:
  void serve(const httplib::Request& request, const std::string& body, httplib::Response& response);
  fake_gitlab::Answer answer_of(fake_gitlab::Call& call, const std::string& query, const std::string& body);
  fake_gitlab::Answer answer_throttled(fake_gitlab::Call& call, const std::string& query, const std::string& body,
                                       const std::string& token);
  std::optional<DoubleFault> take_fault(const fake_gitlab::Call& call);
  void record(const fake_gitlab::Call& call, const std::string& query, const std::string& body,
              const std::string& token, int status);

  fake_gitlab::LoopbackServer m_http{};
  std::thread m_thread{};
};

}  // namespace secokr::test
