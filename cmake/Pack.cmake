# scripts/package: a Debian package and an archive, from what Install.cmake installs.
set(CPACK_GENERATOR DEB TGZ)
set(CPACK_PACKAGE_VENDOR "The secokr authors")
set(CPACK_PACKAGE_CONTACT "The secokr authors <secokr@example.com>")
set(CPACK_PACKAGE_DESCRIPTION "Leaders draft objectives and key results in Markdown files that are checked against the process's rules,
the CISO decides and publishes them as issues of a GitLab project or of a local file, their DRIs
report each week, and everybody reads the same dashboard.")
set(CPACK_RESOURCE_FILE_LICENSE "${PROJECT_SOURCE_DIR}/LICENSE")
set(CPACK_PACKAGE_FILE_NAME "secokr-${PROJECT_VERSION}-${CMAKE_SYSTEM_NAME}-${CMAKE_SYSTEM_PROCESSOR}")
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# What no library names: the authorities of HTTPS, and time zones.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "ca-certificates, tzdata")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS git)
include(CPack)
