#pragma once
#include <atomic>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>

#include "http/certificates.hpp"
#include "support/temporary_folder.hpp"

namespace httplib {
class Server;
}

namespace secokr::test {

/// The files of a certificate and its key.
struct CertificateFiles {
  std::filesystem::path certificate;
  std::filesystem::path key;
};
CertificateFiles write_files(const TemporaryFolder& folder, const Certificate& certificate);

/// A server of cpp-httplib on an ephemeral loopback port; TLS where it is given files. Every request is answered 200
/// with `page_of(target)`, and its `Via` and `Authorization` come back as `Seen-…`.
class PageServer {
 public:
  PageServer();
  explicit PageServer(const CertificateFiles& files);
  ~PageServer();
  PageServer(const PageServer&) = delete;
  PageServer& operator=(const PageServer&) = delete;

  int port() const { return m_port; }
  std::size_t requests() const { return m_requests; }
  std::size_t bytes() const { return m_bytes; }  ///< of all bodies that came

 private:
  explicit PageServer(std::unique_ptr<httplib::Server> server);

  std::unique_ptr<httplib::Server> m_server;
  std::atomic<std::size_t> m_requests = 0;
  std::atomic<std::size_t> m_bytes = 0;
  int m_port = 0;
  std::thread m_thread{};
};

/// About 40 KB that another target's page does not share.
std::string page_of(const std::string& target);

}  // namespace secokr::test
