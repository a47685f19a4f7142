#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include "base/file.hpp"
#include "base/file_system.hpp"

namespace secokr::base {

namespace {

constexpr int attempts = 100;
constexpr std::chrono::milliseconds pause{20};  // about two seconds in all

/// Locks the open file description, not the process: two locks in one process exclude each other too.
bool try_lock(int descriptor) {
  struct flock whole{};
  whole.l_type = F_WRLCK;
  whole.l_whence = SEEK_SET;
  return ::fcntl(descriptor, F_OFD_SETLK, &whole) == 0;
}

/// The number of the process that holds it; empty where nobody's stands there.
std::string holder_of(int descriptor) {
  std::array<char, 16> text{};
  const ssize_t got = ::pread(descriptor, text.data(), text.size(), 0);
  const std::string_view read(text.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
  return std::string(read.substr(0, read.find_first_not_of("0123456789")));
}

Error held(const std::filesystem::path& path, int descriptor) {
  const std::string holder = holder_of(descriptor);
  return {ErrorKind::local_file,
          fmt::format("{} is locked", path.string()),
          holder.empty() ? "another secokr is at work here"
                         : fmt::format("another secokr is at work here: process {}", holder),
          "wait until it has ended, then run the command again",
          {}};
}

}  // namespace

Expected<FileLock> FileLock::hold(Descriptor file, const std::filesystem::path& path) {
  for (int attempt = 0; !try_lock(file.get()); ++attempt) {
    if (errno != EAGAIN && errno != EACCES && errno != EINTR) return fail(file_error("lock", path, errno));
    if (attempt == attempts) return fail(held(path, file.get()));
    std::this_thread::sleep_for(pause);
  }
  // The number is for the message only; a full disk must not keep anybody from working.
  if (::ftruncate(file.get(), 0) == 0) (void)write_all(file.get(), fmt::format("{}\n", ::getpid()));
  return FileLock{file.release()};
}

FileLock::FileLock(FileLock&& other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
  FileLock taken(std::move(other));
  std::swap(m_descriptor, taken.m_descriptor);  // what was held before is released here
  return *this;
}

FileLock::~FileLock() {
  if (m_descriptor < 0) return;
  if (::ftruncate(m_descriptor, 0) != 0) errno = 0;
  ::close(m_descriptor);
}

}  // namespace secokr::base
