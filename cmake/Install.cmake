include(GNUInstallDirs)
install(TARGETS secokr RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" "${PROJECT_SOURCE_DIR}/README.md" DESTINATION "${CMAKE_INSTALL_DOCDIR}")
# The links of README.md lead to these.
install(DIRECTORY "${PROJECT_SOURCE_DIR}/docs" DESTINATION "${CMAKE_INSTALL_DOCDIR}")
# For people to copy: what issues and files look like, and the jobs of docs/ci.md. The program has its own copy of what it needs.
install(DIRECTORY "${PROJECT_SOURCE_DIR}/templates" DESTINATION "${CMAKE_INSTALL_DATADIR}/secokr")
include(Pack)
