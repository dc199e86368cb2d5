// SPDX-License-Identifier: AGPL-3.0-or-later
// For tests only: a folder of the test's own, a disk that is full (the kernel's RLIMIT_FSIZE), one that only reads, and another process that holds the
// database.
#pragma once
#include "platform/auth/secrets.h"
#include "platform/db/db.h"
#include <csignal>
#include <doctest/doctest.h>
#include <fcntl.h>
#include <filesystem>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace bydel::test {

struct Folder {
    std::filesystem::path path = std::filesystem::temp_directory_path() / ("bydel-storage-" + auth::new_token());
    Folder() { std::filesystem::create_directory(path); }
    ~Folder() { std::filesystem::remove_all(path); }
    std::string file(std::string const& name = "bydel.db") const { return (path / name).string(); }
};

/// While it lives, no file of this process can grow past `bytes`: writes fail as they do on a full disk.
class FullDisk {
public:
    explicit FullDisk(rlim_t bytes)
    {
        before_ = std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &limit_);
        rlimit full { bytes, limit_.rlim_max };
        setrlimit(RLIMIT_FSIZE, &full);
    }
    ~FullDisk()
    {
        setrlimit(RLIMIT_FSIZE, &limit_);
        std::signal(SIGXFSZ, before_);
    }
    FullDisk(FullDisk const&) = delete;

private:
    rlimit limit_ {};
    void (*before_)(int) = nullptr;
};

/// While it lives, nobody can write to these files, not even who has them open: as on a file system that was made read-only. It is the kernel's
/// immutable flag, so it takes root and a file system that knows the flag; `works` says whether that is so.
class ReadOnlyDisk {
public:
    bool works = true;

    explicit ReadOnlyDisk(std::vector<std::string> files)
    {
        for (auto const& file : files) {
            files_.push_back(::open(file.c_str(), O_RDONLY));
            works = set(files_.back(), true) && works;
        }
    }
    ~ReadOnlyDisk()
    {
        for (int file : files_) {
            set(file, false);
            close(file);
        }
    }
    ReadOnlyDisk(ReadOnlyDisk const&) = delete;

private:
    static bool set(int file, bool immutable)
    {
        int flags = 0;
        if (ioctl(file, FS_IOC_GETFLAGS, &flags) != 0)
            return false;
        flags = immutable ? flags | FS_IMMUTABLE_FL : flags & ~FS_IMMUTABLE_FL;
        return ioctl(file, FS_IOC_SETFLAGS, &flags) == 0;
    }
    std::vector<int> files_;
};

/// Another process that has begun to write and does not end.
class Holder {
public:
    explicit Holder(std::string const& file)
    {
        int ready[2];
        REQUIRE(pipe(ready) == 0);
        child_ = fork();
        if (child_ == 0) {
            auto database = db::open(file);
            (void)database->write([&](db::Session& session) -> Done {
                (void)session.execute("UPDATE programme SET name = $1", "half written");
                (void)!::write(ready[1], "x", 1);
                for (;;)
                    pause();
            });
            _exit(0);
        }
        char byte;
        REQUIRE(::read(ready[0], &byte, 1) == 1);
        close(ready[0]);
        close(ready[1]);
    }
    ~Holder()
    {
        kill(child_, SIGKILL);
        waitpid(child_, nullptr, 0);
    }
    Holder(Holder const&) = delete;

private:
    pid_t child_;
};

} // namespace bydel::test
