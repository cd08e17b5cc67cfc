namespace SchemaSdk.Sqlite;

/// <summary>Opens, copies, checks and closes the file of a ledger.</summary>
internal sealed partial class SqliteFile
{
    private const long ApplicationId = 0x5353444B;   // "SSDK"

    // The ledger files that this process has open. Closing a second handle to one of them would drop SQLite's locks.
    private static readonly List<(FileId File, FileId Wal)> Openings = [];

    private readonly string _path;
    private readonly string _mark;   // a file that exists during creation; an empty ledger without this file has lost its entries
    private readonly TimeSpan _retryTime;

    internal SqliteFile(string path, TimeSpan retryTime)
    {
        // SQLite keeps the -wal and -shm files next to the target of a link.
        var given = new FileInfo(Path.GetFullPath(path));
        _path = given.LinkTarget is null ? given.FullName : given.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? given.FullName;
        (_mark, _retryTime) = ($"{_path}-creating", retryTime);
    }

    internal static SqliteDialect Dialect { get; } = new();

    internal string Words => $"in SQLite ({_path})";

    /// <summary>Opens the file for writing. If it is missing, creates it with its tables.</summary>
    internal SqliteSession Open(TimeProvider time)
    {
        for (var begun = time.GetTimestamp(); ;)
        {
            try
            {
                return OpenCounted(time, ref begun);
            }
            catch (Exception exception) when (exception is SqliteException { SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_LOCKED }
                or IOException { HResult: 11 or 35 } && time.GetElapsedTime(begun) < _retryTime)
            {
                // Tries again, because SQLite does not wait for the lock that a change of the journal mode needs. On macOS, SQLite's locks
                // also keep .NET from opening a file (EWOULDBLOCK, which is 35 there, and 11 on Linux).
                (exception is IOException ? Task.Delay(Look, time) : Task.CompletedTask).GetAwaiter().GetResult();
            }
            catch (SqliteException exception)
            {
                throw Failed(exception);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
            {
                throw Refused(
                    $"cannot be used: {ErrorText.Ended(exception.Message)} Allow this process to read and write the file and its folder, "
                    + "or use another path.",
                    exception);
            }
        }
    }

    // A separate method, because exception filters in the same method could overwrite the compiler's flag for the lock, and keep it locked.
    private SqliteSession OpenCounted(TimeProvider time, ref long begun)
    {
        lock (Openings)
        {
            if (!IsOpenHere() && Prepare(time) && CheckDamage(time))
            {
                begun = time.GetTimestamp();   // a check of a large file can take longer than the time for retries
            }

            return Connect(time, prepare: session =>
            {
                CheckContent(session);
                SetUp(session);
                _ids = Ids() ?? throw Refused(
                    "cannot be used, because this process cannot identify the ledger's files, and would not notice if another process "
                    + "replaced them. Allow the system call statx, which old container runtimes deny.");
                CheckThere(session.Connection);
                Openings.Add((_ids.File, _ids.Wal));
            });
        }
    }

    // If the file is open under another name, SQLite would use one index for two -wal files, and overwrite entries.
    // If the application has the file open, the later checks would drop the application's locks.
    private bool IsOpenHere() => FileFacts.IdOf(_path) is { } id && (Openings.Exists(opening => opening.File == id)
        ? FileFacts.IdOf($"{_path}-wal") is { } wal && Openings.Contains((id, wal)) ? true : throw Refused(
            "is already open in this process with another -wal file. If it is open under another name, use only that name. If its -wal "
            + "file was removed or replaced, restore that file, and restart the process.")
        : !FileFacts.IsRegular(_path) || !FileFacts.IsInUse(id) ? false : throw Refused(
            "is already open in this process. Open the ledger before your own connections, and close it after them. Add 'Pooling=False' to "
            + "their connection strings."));

    internal SqliteSession OpenReader(TimeProvider time) =>
        Connect(time, _retryTime, static session => session.Run("pragma query_only = on"));

    /// <summary>Closes the file. The last process to close it removes the -wal and -shm files.</summary>
    internal void Close(SqliteSession writer)
    {
        // Keeps the lock until the -wal file is removed, because IsOpenHere expects that file while the ledger is listed as open.
        lock (Openings)
        {
            using (writer)
            {
                // If the files were replaced, SQLite would remove the new files, with the entries of other processes.
                if (IsThere(writer.Connection))
                {
                    File.Delete(_mark);   // a process that began to create the ledger at the same time may have left this file
                    LeaveClean(writer);
                }
            }

            Openings.Remove((_ids.File, _ids.Wal));
        }
    }

    // The mode tells the next process to expect no -wal file. If the change fails, the files stay, and nothing is lost.
    private static void LeaveClean(SqliteSession session) => _ = session.Try("pragma busy_timeout = 0; pragma journal_mode = delete");

    /// <summary>Writes a consistent copy of the file, and returns the copy.</summary>
    internal FileInfo Backup(string path)
    {
        FileInfo? part = null;   // the unfinished copy
        try
        {
            Create(path, FileMode.CreateNew);
            part = new FileInfo(path);
            using var session = Connect(TimeProvider.System, _retryTime);
            CheckThere(session.Connection);
            session.Query(new("vacuum into $1", path), static reader => reader.GetString(0));

            // If the copy's journal reappeared after a power loss, SQLite would empty the copy.
            FolderFlush.Upwards(Path.GetDirectoryName(Path.GetFullPath(path))!);
            (var copy, part) = (part, null);
            return copy;
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new ModelLedgerException(
                $"The ledger {Words} could not be copied to '{path}': {ErrorText.Ended(exception.Message)} Use the path of a new file, in "
                + "a folder that this process can write to, on a disk with enough space.",
                exception);
        }
        finally
        {
            part?.Delete();
        }
    }

    // Several processes can create a file at the same time.
    private static void Create(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite | FileShare.Delete };
        if (!OperatingSystem.IsWindows())
        {
            // Only the owner may read inputs and results. SQLite gives the -wal and -shm files the same permissions.
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        new FileStream(path, options).Dispose();
    }

    // wait: how long a statement may be retried. fullfsync flushes the disk's cache on macOS.
    // The cache of 16,000 KiB holds 10,000 jobs. Checkpoints every 1,000 pages, the default, are slower.
    private SqliteSession Connect(
        TimeProvider time, TimeSpan wait = default, Action<SqliteSession>? prepare = null,
        string settings = "pragma busy_timeout = 500; pragma synchronous = full; pragma fullfsync = on; pragma trusted_schema = off; "
            + "pragma cache_size = -16000; pragma wal_autocheckpoint = 4000")
    {
        var text = new SqliteConnectionStringBuilder
        {
            DataSource = _path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = (int)Math.Max(1, Math.Ceiling(wait.TotalSeconds)),
        };
        var session = new SqliteSession(new SqliteConnection(text.ToString()), time);
        try
        {
            session.Connection.Open();
            KeepWal(session.Connection);
            session.Run(settings);
            prepare?.Invoke(session);
            return session;
        }
        catch
        {
            // Closes the connection, which rolls back its transaction if one is open.
            session.Dispose();
            throw;
        }
    }

    // Keeps SQLite from removing the -wal file on close. Without that file, the next process accepts a ledger only if LeaveClean ran.
    internal static void KeepWal(SqliteConnection connection) =>
        raw.sqlite3_db_config(connection.Handle, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, out _);

    private void SetUp(SqliteSession session)
    {
        if ((long)session.Scalar("pragma application_id")! == 0)
        {
            // auto_vacuum must be set before the first page is written, and application_id before the file gets a -wal file.
            session.Run(FormattableString.Invariant($"pragma auto_vacuum = incremental; pragma application_id = {ApplicationId}"));
        }

        if (FileFacts.IsOnNetwork(_path) || session.Scalar("pragma journal_mode = wal") is not "wal")
        {
            throw Refused(
                "is on a network share, or on another file system that cannot share it between processes. Specify a path on a local disk.");
        }

        session.Run("begin immediate");
        if ((long)session.Scalar("pragma user_version")! == 0)
        {
            session.Run(FormattableString.Invariant($"{LedgerTables.Script(Dialect)} pragma user_version = {LedgerTables.Version}"));
        }

        session.Run("commit");
        File.Delete(_mark);
    }
}
