#include "http/page_server.hpp"

#include <httplib.h>

namespace secokr::test {

CertificateFiles write_files(const TemporaryFolder& folder, const Certificate& certificate) {
  const CertificateFiles files{.certificate = folder / "server.pem", .key = folder / "server.key"};
  write(files.certificate, certificate.pem());
  write(files.key, certificate.key_pem());
  return files;
}

PageServer::PageServer() : PageServer(std::make_unique<httplib::Server>()) {}

PageServer::PageServer(const CertificateFiles& files)
    : PageServer(std::make_unique<httplib::SSLServer>(files.certificate.c_str(), files.key.c_str())) {}

PageServer::PageServer(std::unique_ptr<httplib::Server> server) : m_server(std::move(server)) {
  // A kept connection occupies a thread.
  constexpr std::size_t threads = 128;
  m_server->new_task_queue = [] { return new httplib::ThreadPool(threads); };
  m_server->set_keep_alive_max_count(1000);
  m_server->set_tcp_nodelay(true);
  const auto answer = [this](const httplib::Request& request, httplib::Response& response) {
    ++m_requests;
    m_bytes += request.body.size();
    response.set_header("Seen-Authorization", request.get_header_value("Authorization"));
    response.set_header("Seen-Via", request.get_header_value("Via"));
    response.set_content(page_of(request.path), "text/plain");
  };
  m_server->Get(".*", answer).Post(".*", answer).Put(".*", answer).Delete(".*", answer);
  m_port = m_server->bind_to_any_port("127.0.0.1");
  m_thread = std::thread([this] { m_server->listen_after_bind(); });
  while (!m_server->is_running()) std::this_thread::yield();
}

PageServer::~PageServer() {
  m_server->stop();
  m_thread.join();
}

std::string page_of(const std::string& target) {
  std::string page;
  while (page.size() < 40'000) page += target + "\n";
  return page;
}

}  // namespace secokr::test
