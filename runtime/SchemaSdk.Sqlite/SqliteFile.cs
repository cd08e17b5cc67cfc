using System.Globalization;
using Microsoft.Data.Sqlite;
using SchemaSdk.Durable.Tables;
using SchemaSdk.Errors;

namespace SchemaSdk.Sqlite;

/// <summary>The file of a ledger: opens it, and refuses what cannot be one.</summary>
internal sealed partial class SqliteFile
{
    internal const int Busy = 5;
    internal const int Locked = 6;
    internal const int Corrupt = 11;
    internal const int Full = 13;
    internal const int TooBig = 18;
    internal const int Constraint = 19;
    internal const int NotDatabase = 26;
    internal const int NotUnique = 2067;

    // "SSDK".
    private const long ApplicationId = 0x5353444B;

    // Bytes 18 and 19 of the file say in which way it is written.
    private const int ModeOffset = 18;
    private const byte WalMode = 2;

    private readonly string _path;
    private readonly TimeSpan _retryTime;

    internal SqliteFile(string path, TimeSpan retryTime)
    {
        _path = Path.GetFullPath(path);
        _retryTime = retryTime;
    }

    internal static SqliteDialect Dialect { get; } = new();

    internal string Words => $"in SQLite ({_path})";

    /// <summary>Opens the file for writing, and makes it and its tables where there is none.</summary>
    /// <exception cref="ModelLedgerException">It cannot be the file of a ledger.</exception>
    internal SqliteSession Open(TimeProvider time)
    {
        try
        {
            var isUnclean = Prepare();
            var session = new SqliteSession(Connect(), time);
            try
            {
                CheckContent(session, isUnclean);
                SetUp(session);
                return session;
            }
            catch
            {
                session.Dispose();
                throw;
            }
        }
        catch (SqliteException exception)
        {
            throw Failed(exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw Refused(
                $"cannot be used: {ErrorText.Ended(exception.Message)} Let this process read and write it and its folder, or give the path "
                + "of another one.",
                exception);
        }
    }

    /// <summary>Opens the file once more, for reading.</summary>
    internal SqliteSession OpenReader(TimeProvider time)
    {
        var session = new SqliteSession(Connect(), time);
        session.Run("pragma query_only = on");
        return session;
    }

    /// <summary>Refuses what was committed if the file is no longer that of the path: the next process would know nothing of it.</summary>
    /// <exception cref="ModelLedgerException">It was moved, removed or replaced.</exception>
    internal void CheckThere(SqliteConnection connection)
    {
        if (HasMoved(connection) || !File.Exists($"{_path}-wal"))
        {
            throw Refused(
                "was moved, removed or replaced while it was open, or the file with -wal behind its name was. Nothing is recorded any "
                + "more, and nothing is sent. Stop the processes that use it, put the files back, and start them again.");
        }
    }

    /// <summary>Closes the file. The last process leaves it without the files beside it.</summary>
    internal void Close(SqliteSession writer)
    {
        using (writer)
        {
            try
            {
                // It can be done only by the last one, and shows the next process that nothing is missing.
                writer.Run("pragma busy_timeout = 0; pragma journal_mode = delete");
            }
            catch (SqliteException)
            {
                // Another process has it open, or the disk fails: the files beside it stay, and all is in them.
            }
        }
    }

    internal ModelLedgerException Failed(SqliteException exception) => exception.SqliteErrorCode switch
    {
        Busy or Locked => new(
            $"The ledger {Words} is locked by another process, and was for {_retryTime}. Look which program has it open with a "
            + "transaction; then take the same call again.",
            exception),
        Full => new(
            $"The ledger {Words} cannot be written: its disk is full. Make room.",
            exception),
        NotDatabase => Refused("is not a database. Give the path of a ledger, or of a file that does not exist yet.", exception),
        Corrupt => Refused(
            $"is damaged: {ErrorText.Ended(exception.Message)} Nothing is sent. Export what can be read with "
            + "'schemasdk jobs export', or put a backup in its place.",
            exception),
        Constraint or TooBig => new(
            $"The ledger {Words} refused a line: {ErrorText.Ended(exception.Message)}",
            exception)
        {
            IsLasting = true,
        },
        _ => new(
            $"The ledger {Words} cannot be used: {ErrorText.Ended(exception.Message)} Look at its disk and its rights.",
            exception),
    };

    // Returns true if it was not closed by the last process that had it open.
    private bool Prepare()
    {
        var file = new FileInfo(_path);
        if (file.LinkTarget is not null && file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target)
        {
            file = target;
        }

        if (Directory.Exists(file.FullName))
        {
            throw Refused("is a folder. Give the path of a file in it.");
        }

        if (!file.Exists)
        {
            file.Directory!.Create();
            Create(file.FullName);
            return false;
        }

        if (!IsRegular(file.FullName))
        {
            throw Refused("is not a regular file. Give the path of one, or of one that does not exist yet.");
        }

        Span<byte> head = stackalloc byte[ModeOffset + 1];
        using var handle = File.OpenHandle(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        if (RandomAccess.Read(handle, head, 0) < head.Length || head[ModeOffset] != WalMode)
        {
            return false;
        }

        return File.Exists($"{file.FullName}-wal") ? true : throw Refused(
            "was not closed properly, and the file with -wal behind its name is missing: it has the last lines. Nothing is sent, since "
            + "jobs could be paid for twice. Put that file back. If another SQL tool has opened the ledger since, it is whole: confirm "
            + $"it with 'schemasdk jobs check {_path}'.");
    }

    // Several processes may come at once: one of them makes it.
    private static void Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            // Inputs and results are for the owner alone. SQLite gives the files beside it the same rights.
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var created = new FileStream(path, options);
    }

    private SqliteConnection Connect()
    {
        var text = new SqliteConnectionStringBuilder
        {
            DataSource = _path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = 1,
        };
        var connection = new SqliteConnection(text.ToString());
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = string.Create(
                CultureInfo.InvariantCulture,
                $"pragma busy_timeout = {(long)_retryTime.TotalMilliseconds}; pragma synchronous = full; pragma trusted_schema = off");
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void CheckContent(SqliteSession session, bool isUnclean)
    {
        var (id, version) = ((long)session.Scalar("pragma application_id")!, (long)session.Scalar("pragma user_version")!);
        var isEmpty = (long)session.Scalar("select count(*) from sqlite_schema")! == 0;
        if (id != ApplicationId && !(id == 0 && isEmpty))
        {
            throw Refused("is a database of another program. Give the path of a ledger, or of a file that does not exist yet.");
        }

        if (version > LedgerTables.Version)
        {
            throw Refused(string.Create(
                CultureInfo.InvariantCulture,
                $"has tables of version {version}, which is newer than {LedgerTables.Version}, the one that this package knows. Use the "
                + $"SchemaSdk.Sqlite that made them, or a later one."));
        }

        if (isUnclean && session.Scalar("pragma quick_check(1)") is string found && found != "ok")
        {
            throw Refused(
                $"is damaged: {ErrorText.Ended(ErrorText.Cut(found))} Nothing is sent. Export what can be read with "
                + "'schemasdk jobs export', or put a backup in its place.");
        }
    }

    private void SetUp(SqliteSession session)
    {
        if ((long)session.Scalar("pragma page_count")! == 0)
        {
            // Only before the first page is written.
            session.Run("pragma auto_vacuum = incremental");
        }

        if (session.Scalar("pragma journal_mode = wal") is not "wal")
        {
            throw Refused(
                "is on a file system that cannot share it between processes, as some network shares. Give a path on a local disk.");
        }

        session.Run("begin immediate");
        try
        {
            if ((long)session.Scalar("pragma user_version")! == 0)
            {
                session.Run(LedgerTables.Script(Dialect));
                session.Run(string.Create(
                    CultureInfo.InvariantCulture,
                    $"pragma application_id = {ApplicationId}; pragma user_version = {LedgerTables.Version}"));
            }

            session.Run("commit");
        }
        catch
        {
            // It goes on as it is.
            session.Run("rollback");
            throw;
        }

        CheckThere(session.Connection);
    }

    private ModelLedgerException Refused(string why, Exception? cause = null) =>
        new($"The ledger {Words} {why}", cause) { IsLasting = true };
}
