namespace SchemaSdk.Sqlite;

/// <content>Checks whether the file can be used, and creates the exceptions for failures.</content>
internal sealed partial class SqliteFile
{
    private const int ModeOffset = 18;   // bytes 18 and 19 of the file are its journal mode. The application id starts at byte 68.
    private const byte WalMode = 2;
    private const int IdOffset = 68;
    private const int HasMovedCode = 20;   // SQLITE_FCNTL_HAS_MOVED

    private const string MissingLines = "recorded entries are missing from its -wal file";

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(2);

    private volatile bool _isLost;   // once true, stays true, because another tool may create a new -wal file while the old one is open
    private (FileId File, FileId Wal, FileId Index) _ids;   // the ids at opening; other ids at the paths show that a file was replaced

    /// <summary>Throws if the file was moved, removed or replaced, because the next process would not see what this one records.</summary>
    internal void CheckThere(SqliteConnection? connection = null)
    {
        if (!IsThere(connection))
        {
            throw Refused("was moved, removed or replaced while it was open, or this happened to its -wal or -shm file. Nothing more "
                + "is recorded or sent. Stop the processes that use the ledger, restore the files, and start the processes again.",
                new FileNotFoundException("The path does not lead to the file that was opened.", _path));
        }
    }

    private bool IsThere(SqliteConnection? connection)
    {
        if ((connection is not null && HasMoved(connection)) || Ids() != _ids)
        {
            _isLost = true;
        }

        return !_isLost;
    }

    /// <summary>
    /// Throws if SQLite has rolled the transaction back, as on a full disk. Later statements would run outside the transaction.
    /// </summary>
    internal void CheckTransaction(SqliteConnection connection, SqliteException? cause = null)
    {
        if (raw.sqlite3_get_autocommit(connection.Handle) != 0)
        {
            var reason = cause is null ? "." : $": {ErrorText.Ended(cause.Message)}";
            throw new ModelLedgerException(
                $"SQLite rolled back a transaction in the ledger {Words}{reason} None of the changes were committed. Fix the cause, "
                + "and repeat the whole transaction.",
                cause);
        }
    }

    internal ModelLedgerException Failed(SqliteException exception) => exception.SqliteErrorCode switch
    {
        raw.SQLITE_BUSY when exception.SqliteExtendedErrorCode == raw.SQLITE_BUSY_SNAPSHOT => Failure(
            "was changed after the transaction had read from it. Roll the transaction back, and repeat it.", exception),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => Failure(
            "is locked by another program. If a new process is checking the file, wait; otherwise, end the other transaction. Then repeat "
            + "the call.",
            exception),
        raw.SQLITE_FULL => Failure("cannot be written, because its disk is full. Free some space, and repeat the call.", exception),
        raw.SQLITE_NOTADB => Refused("is not a database. Specify the path of a ledger, or of a file that does not exist yet.", exception),
        raw.SQLITE_CORRUPT => Damaged(exception.Message, exception),
        raw.SQLITE_CONSTRAINT or raw.SQLITE_TOOBIG => Refused(
            $"rejected an entry: {ErrorText.Ended(exception.Message)} Nothing was recorded. Read the job again, and correct the value that "
            + "SQLite names.",
            exception),
        _ => Failure($"cannot be used: {ErrorText.Ended(exception.Message)} Check its disk and its permissions.", exception),
    };

    /// <summary>Checks the file for damage. Marks an undamaged file as closed properly, so that it can be opened again.</summary>
    internal IReadOnlyList<string> Check()
    {
        lock (Openings)
        {
            // If this process has the file open, closing a second handle to it would drop SQLite's locks.
            if (!IsOpenHere() && HasWal() && WalFile.IsDamaged(_path))
            {
                return [MissingLines];
            }
        }

        try
        {
            using var session = Connect(TimeProvider.System, _retryTime);
            CheckContent(session);
            var found = session.Query(new("pragma integrity_check"), static row => row.GetString(0)).FindAll(static line => line != "ok");
            if (found.Count == 0)
            {
                LeaveClean(session);
            }

            return found;
        }
        catch (SqliteException exception)
        {
            // The integrity check itself can fail on damaged pages. Such a failure is a result of the check, not an error.
            return exception.SqliteErrorCode == raw.SQLITE_CORRUPT ? [exception.Message] : throw Failed(exception);
        }
    }

    // Returns true if the file has content to check. Throws if it cannot be a ledger, or has lost recorded entries.
    private bool Prepare(TimeProvider time)
    {
        if (Directory.Exists(_path))
        {
            throw Refused("is a folder. Specify the path of a file in it.");
        }

        _ = HasWal();   // throws if only the -wal file has content
        if (!File.Exists(_path))
        {
            var folder = Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            Create(_mark, FileMode.OpenOrCreate);
            FolderFlush.Of(folder.FullName);
            Create(_path, FileMode.OpenOrCreate);
            FolderFlush.Upwards(folder.FullName);
            return false;
        }

        for (var begun = time.GetTimestamp(); ; Task.Delay(Look, time).GetAwaiter().GetResult())
        {
            var id = WalIdOf();
            if (id is null || HasWal())
            {
                return id is null || !WalFile.IsDamaged(_path) ? new FileInfo(_path).Length > 0 : throw Damaged(MissingLines);
            }

            // Repeats the check, because a process that opens or closes the ledger changes one file after the other.
            if (time.GetElapsedTime(begun) >= LongestLook)
            {
                throw id != ApplicationId ? OfOthers() : Refused(
                    "was not closed properly, and its -wal file with the last entries is missing. Nothing is sent, because jobs "
                    + "could be paid for twice. Restore that file. If another SQL tool opened the ledger and removed that file, "
                    + $"the ledger is complete: run 'schemasdk jobs check --ledger {_path}' to confirm this.");
            }
        }
    }

    // Throws if only the -wal file has content, because SQLite would delete that file.
    private bool HasWal()
    {
        var wal = new FileInfo($"{_path}-wal");
        return wal is { Exists: true, Length: > 0 } && new FileInfo(_path) is not { Exists: true, Length: > 0 }
            ? throw Refused(
                "is missing or empty, but its -wal file has content. Keep the -wal file, and restore the ledger's file: otherwise, jobs "
                + "could be paid for twice. To begin a new ledger instead, delete the file and its -wal and -shm files.")
            : wal.Exists;
    }

    private long? WalIdOf()
    {
        // The path may be a FIFO. Opening it only for reading would wait for a writer.
        using var file = FileFacts.IsRegular(_path)
            ? new FileStream(_path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, 0) : null;
        if (file is not { CanSeek: true })
        {
            throw Refused("is not a regular file. Specify the path of a regular file, or of a file that does not exist yet.");
        }

        Span<byte> head = stackalloc byte[IdOffset + sizeof(int)];
        return file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head[ModeOffset] == WalMode
            ? BinaryPrimitives.ReadInt32BigEndian(head[IdOffset..]) : null;
    }

    // Returns false if another process has the file open. Also checks the indexes: a job that an index misses would be sent again.
    private bool CheckDamage(TimeProvider time)
    {
        using var session = Connect(time, settings: "pragma busy_timeout = 0; pragma trusted_schema = off");
        for (var begun = time.GetTimestamp(); ; Task.Delay(Look, time).GetAwaiter().GetResult())
        {
            if (session.Try("pragma locking_mode = exclusive; begin exclusive; commit; pragma cache_size = -16000") != raw.SQLITE_BUSY)
            {
                CheckContent(session);
                if (session.Scalar("pragma integrity_check(1)") is string found and not "ok")
                {
                    throw Damaged(ErrorText.Cut(found));
                }

                return true;
            }

            // If the file is in use but not in WAL mode, another process is only checking it, or an SQL tool is reading it. So try again.
            var shared = session.Try("pragma locking_mode = normal; select 1 from sqlite_schema");
            var isOpen = shared != raw.SQLITE_BUSY && session.Scalar("pragma journal_mode") is "wal";
            if (isOpen || time.GetElapsedTime(begun) >= _retryTime)
            {
                SqliteException.ThrowExceptionForRC(shared, session.Connection.Handle);
                return false;
            }
        }
    }

    private void CheckContent(SqliteSession session)
    {
        // Looks for the mark first, because a process that creates the ledger removes the mark last. Reads all values in one transaction,
        // because that process may be creating the tables.
        session.Run("begin");
        var isEmptied = !File.Exists(_mark) && (long)session.Scalar("pragma page_count")! == 0;
        var (id, version) = ((long)session.Scalar("pragma application_id")!, (long)session.Scalar("pragma user_version")!);
        var isEmpty = (long)session.Scalar("select count(*) from sqlite_schema")! == 0;
        session.Run("commit");
        if (isEmptied || (id != ApplicationId && !(id == 0 && version == 0 && isEmpty)))
        {
            throw !isEmptied ? OfOthers() : Refused("is empty. Nothing is sent, because its lost jobs could be paid for twice. Restore "
                + "a backup. If the file is meant to be a new ledger, delete it.");
        }

        if (version > LedgerTables.Version)
        {
            throw Refused(FormattableString.Invariant(
                $"has tables of version {version}, but this package supports only versions up to {LedgerTables.Version}. ")
                + "Use the version of SchemaSdk.Sqlite that created them, or a later one.");
        }
    }

    private ModelLedgerException OfOthers() =>
        Refused("is another program's database. Specify the path of a ledger, or of a file that does not exist yet.");

    private ModelLedgerException Damaged(string how, Exception? cause = null) => Refused(
        $"is damaged: {ErrorText.Ended(how)} Nothing is sent. Export the readable jobs with 'schemasdk jobs export', or restore a backup. "
        + "A backup lacks the jobs that were sent after it was made.",
        cause ?? new InvalidDataException(how));

    private ModelLedgerException Refused(string why, Exception? cause = null) =>
        new($"The ledger {Words} {why}", cause) { IsLasting = true };

    private ModelLedgerException Failure(string why, Exception cause) => new($"The ledger {Words} {why}", cause);

    // False on systems such as Windows, where an open file cannot be moved or removed.
    private static unsafe bool HasMoved(SqliteConnection connection)
    {
        var hasMoved = 0;
        return raw.GetNativeLibraryName() == "e_sqlite3"   // a handle of another library, such as SQLCipher, would crash this one
            && FileControl(connection.Handle!.DangerousGetHandle(), null, HasMovedCode, &hasMoved) == 0 && hasMoved != 0;
    }

    // The -shm file has the locks. Processes with different -shm files would overwrite each other's entries.
    private (FileId File, FileId Wal, FileId Index)? Ids() => FileFacts.IdOf(_path) is { } file
        && FileFacts.IdOf($"{_path}-wal") is { } wal && FileFacts.IdOf($"{_path}-shm") is { } index ? (file, wal, index) : null;

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_file_control")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static unsafe partial int FileControl(IntPtr database, byte* name, int code, int* value);
}
