#pragma once
#include <sys/types.h>

#include "http/page_server.hpp"

namespace secokr::test {

/// The program nghttpx as an HTTP/2 front of a plain server: TLS on an ephemeral loopback port, ended with the object.
class Nghttpx {
 public:
  Nghttpx(const CertificateFiles& files, int port_of_server, const TemporaryFolder& folder);
  ~Nghttpx();
  Nghttpx(const Nghttpx&) = delete;
  Nghttpx& operator=(const Nghttpx&) = delete;

  int port() const { return m_port; }

 private:
  void stop();

  pid_t m_process = 0;
  int m_port = 0;
};

}  // namespace secokr::test
