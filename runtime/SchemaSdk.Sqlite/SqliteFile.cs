using SchemaSdk.Durable.Tables;
using SQLitePCL;

namespace SchemaSdk.Sqlite;

/// <summary>The file of a ledger: opens it, and refuses what cannot be one.</summary>
internal sealed partial class SqliteFile
{
    // "SSDK".
    private const long ApplicationId = 0x5353444B;

    // The files that ledgers of this process have open. To read a byte of such a file by another handle, and close that, would drop the
    // locks of SQLite: the system keeps them by process and file.
    private static readonly Dictionary<string, int> Openings = new(StringComparer.Ordinal);

    private readonly string _path;
    private readonly TimeSpan _retryTime;

    internal SqliteFile(string path, TimeSpan retryTime)
    {
        // SQLite keeps the files beside it where a link leads.
        var given = new FileInfo(Path.GetFullPath(path));
        _path = given.LinkTarget is null ? given.FullName : given.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? given.FullName;
        _retryTime = retryTime;
    }

    internal static SqliteDialect Dialect { get; } = new();

    internal string Words => $"in SQLite ({_path})";

    /// <summary>Opens the file for writing. A missing file is made, with its tables.</summary>
    /// <exception cref="ModelLedgerException">It cannot be the file of a ledger.</exception>
    internal SqliteSession Open(TimeProvider time)
    {
        for (var begun = time.GetTimestamp(); ;)
        {
            try
            {
                return OpenCounted(time);
            }
            catch (SqliteException exception) when (
                exception.SqliteErrorCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED && time.GetElapsedTime(begun) < _retryTime)
            {
                // To change the way in which the file is written, SQLite asks for its lock once, and waits for no other process.
            }
            catch (SqliteException exception)
            {
                throw Failed(exception);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
            {
                throw Refused(
                    $"cannot be used: {ErrorText.Ended(exception.Message)} Let this process read and write it and its folder, or give the "
                    + "path of another one.",
                    exception);
            }
        }
    }

    // Apart from the catches above: a filter among them overwrites what the compiler keeps of a lock, and the lock would stay taken.
    private SqliteSession OpenCounted(TimeProvider time)
    {
        lock (Openings)
        {
            var count = Openings.GetValueOrDefault(_path);
            if (count == 0 && Prepare(time))
            {
                CheckDamage(time);
            }

            var session = OpenFirst(time);
            Openings[_path] = count + 1;
            return session;
        }
    }

    private SqliteSession OpenFirst(TimeProvider time)
    {
        var session = new SqliteSession(Connect(), time);
        try
        {
            CheckContent(session);
            SetUp(session);
            _ids = Ids();
            CheckThere(session.Connection);
            return session;
        }
        catch
        {
            // A transaction that is open is rolled back with it.
            session.Dispose();
            throw;
        }
    }

    /// <summary>Opens the file once more, for reading.</summary>
    internal SqliteSession OpenReader(TimeProvider time)
    {
        var session = new SqliteSession(Connect(_retryTime), time);
        session.Run("pragma query_only = on");
        return session;
    }

    /// <summary>Closes the file. The last process leaves it without the files beside it.</summary>
    internal void Close(SqliteSession writer)
    {
        using (writer)
        {
            LeaveClean(writer);
        }

        lock (Openings)
        {
            if (--Openings[_path] == 0)
            {
                Openings.Remove(_path);
            }
        }
    }

    // Several processes may come at once: one of them makes it.
    private static void Create(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            // Inputs and results are for the owner alone. SQLite gives the files beside it the same rights.
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        new FileStream(path, options).Dispose();
    }

    // The driver tries a statement again for the whole seconds of wait, and once for the slice of SQLite.
    private SqliteConnection Connect(
        TimeSpan wait = default, string settings = "pragma busy_timeout = 500; pragma synchronous = full; pragma trusted_schema = off")
    {
        var text = new SqliteConnectionStringBuilder
        {
            DataSource = _path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = (int)Math.Max(1, Math.Ceiling(wait.TotalSeconds)),
        };
        var connection = new SqliteConnection(text.ToString());
        try
        {
            connection.Open();

            // The file with -wal behind its name is removed by LeaveClean alone: without it, the next process refuses the ledger.
            raw.sqlite3_db_config(connection.Handle, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, out _);
            using var command = connection.CreateCommand();
            command.CommandText = settings;
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void SetUp(SqliteSession session)
    {
        if ((long)session.Scalar("pragma page_count")! == 0)
        {
            // The first only before a page is written. The id is in the file itself before it has another with -wal behind its name.
            session.Run(string.Create(
                CultureInfo.InvariantCulture, $"pragma auto_vacuum = incremental; pragma application_id = {ApplicationId}"));
        }

        if (session.Scalar("pragma journal_mode = wal") is not "wal")
        {
            throw Refused(
                "is on a file system that cannot share it between processes, such as a network share. Give a path on a local disk.");
        }

        session.Run("begin immediate");
        if ((long)session.Scalar("pragma user_version")! == 0)
        {
            session.Run(LedgerTables.Script(Dialect));
            session.Run(string.Create(CultureInfo.InvariantCulture, $"pragma user_version = {LedgerTables.Version}"));
        }

        session.Run("commit");
    }
}
