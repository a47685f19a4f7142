#include "http/nghttpx.hpp"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "http/loopback_socket.hpp"

namespace secokr::test {
namespace {

pid_t start(std::vector<std::string> words) {
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  pid_t process = 0;
  if (::posix_spawnp(&process, arguments[0], nullptr, nullptr, arguments.data(), environ) != 0)
    throw std::runtime_error("nghttpx cannot be started; it is in Debian's package nghttp2-proxy");
  return process;
}

}  // namespace

Nghttpx::Nghttpx(const CertificateFiles& files, int port_of_server, const TemporaryFolder& folder) {
  // Debian puts it where users' PATH does not look.
  const std::string usual = "/usr/sbin/nghttpx";
  const std::string program = std::filesystem::exists(usual) ? usual : "nghttpx";
  // cpp-httplib lets no more than five connections wait to be accepted.
  const std::string few_connections = "--backend-connections-per-frontend=4";
  constexpr int tries = 5;
  for (int i = 0; i < tries; ++i) {
    m_port = closed_port();
    m_process = start({program, "--conf=/dev/null", "--single-process", "--workers=1", "--log-level=ERROR",
                       "--errorlog-file=" + (folder / "nghttpx.log").string(), "--no-ocsp", few_connections,
                       "--frontend=127.0.0.1," + std::to_string(m_port),
                       "--backend=127.0.0.1," + std::to_string(port_of_server), files.key.string(),
                       files.certificate.string()});
    // Somebody may have taken the port meanwhile; then nghttpx ends by itself.
    for (int wait = 0; wait < 1000; ++wait) {
      if (::waitpid(m_process, nullptr, WNOHANG) != 0) {
        m_process = 0;
        break;
      }
      if (accepts(m_port)) return;
      std::this_thread::sleep_for(std::chrono::milliseconds{10});
    }
    stop();
  }
  throw std::runtime_error("nghttpx does not listen: " + read(folder / "nghttpx.log"));
}

Nghttpx::~Nghttpx() { stop(); }

void Nghttpx::stop() {
  if (m_process == 0) return;
  ::kill(m_process, SIGTERM);
  ::waitpid(m_process, nullptr, 0);
  m_process = 0;
}

}  // namespace secokr::test
