#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include <secokr/error.hpp>

namespace secokr::base {

/// An open file descriptor, closed when the value goes. What file.cpp and file_lock.cpp share.
class Descriptor {
 public:
  explicit Descriptor(int value = -1) : m_value(value) {}
  Descriptor(Descriptor&& other) noexcept : m_value(std::exchange(other.m_value, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(m_value, other.m_value);
    return *this;
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(); }

  int get() const { return m_value; }
  bool open() const { return m_value >= 0; }
  int release() { return std::exchange(m_value, -1); }
  /// False, with errno set, when the system reports that earlier writes were lost.
  bool close();

 private:
  int m_value = -1;
};

/// `open` that is repeated after a signal; the descriptor is closed across exec.
Descriptor open_file(const std::filesystem::path& path, int flags, unsigned mode = 0);
/// The same for a name in a folder that is open.
Descriptor open_in(const Descriptor& folder, const std::string& name, int flags, unsigned mode = 0);
/// False, with errno set, when not all bytes could be written.
bool write_all(int descriptor, std::string_view bytes);
bool read_all(int descriptor, std::string& bytes);

/// The local_file Error for an errno: `act` is "read", "write", "lock" …, so that it says "cannot write PATH" and, of
/// the error number, what a person can do.
Error file_error(std::string_view act, const std::filesystem::path& path, int error_number);

/// Makes the folders above `path`. Error: local_file.
Status make_folders_for(const std::filesystem::path& path);

}  // namespace secokr::base
