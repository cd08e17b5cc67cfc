using System.Buffers.Binary;
using SchemaSdk.Durable.Tables;
using SchemaSdk.Ledgers;
using SQLitePCL;

namespace SchemaSdk.Sqlite;

/// <content>Refuses what cannot be the file of a ledger, and says what failed.</content>
internal sealed partial class SqliteFile
{
    // Bytes 18 and 19 of the file say in which way it is written. Byte 68 begins the id of its application.
    private const int ModeOffset = 18;
    private const byte WalMode = 2;
    private const int IdOffset = 68;

    private const string MissingLines = "lines that were recorded are missing in the file with -wal behind its name";

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(2);

    // Another tool may make a new file with -wal behind its name: this process still has the old one.
    private volatile bool _isLost;

    // Those of the file, and of the one with -wal behind its name: the same as long as this process has them open.
    private (long File, long Wal) _ids;

    /// <summary>Refuses lines once the path names another file: the next process would not see them.</summary>
    /// <exception cref="ModelLedgerException">It was moved, removed or replaced.</exception>
    internal void CheckThere(SqliteConnection? connection = null)
    {
        if (_isLost || (connection is not null && HasMoved(connection)) || Ids() != _ids)
        {
            _isLost = true;
            throw Refused(
                "was moved, removed or replaced while it was open, or the file with -wal behind its name was. Nothing more is recorded, "
                + "and nothing is sent. Stop the processes that use it, put the files back, and start them again.",
                new FileNotFoundException("The file that was opened is no longer there.", _path));
        }
    }

    /// <summary>Refuses a transaction that SQLite has ended by itself, as when a disk is full: a line would be committed alone.</summary>
    internal void CheckTransaction(SqliteConnection connection, SqliteException? cause = null)
    {
        if (raw.sqlite3_get_autocommit(connection.Handle) != 0)
        {
            var reason = cause is null ? "." : $": {ErrorText.Ended(cause.Message)}";
            throw new ModelLedgerException(
                $"A transaction in the ledger {Words} was rolled back by SQLite{reason} Nothing that was done in it is there. Mend what "
                + "failed, and do all of it again in another one.",
                cause);
        }
    }

    internal ModelLedgerException Failed(SqliteException exception) => exception.SqliteErrorCode switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => Failure(
            "is locked by another program. Look which one keeps a transaction open on it, and end that; then make the same call again.",
            exception),
        raw.SQLITE_FULL => Failure("cannot be written: its disk is full. Make room, and make the same call again.", exception),
        raw.SQLITE_NOTADB => Refused("is not a database. Give the path of a ledger, or of a file that does not exist yet.", exception),
        raw.SQLITE_CORRUPT => Damaged(exception.Message, exception),
        raw.SQLITE_CONSTRAINT or raw.SQLITE_TOOBIG => Refused(
            $"refused a line: {ErrorText.Ended(exception.Message)} Nothing of it was recorded: read the job again, and correct the value "
            + "that the message names.",
            exception),
        _ => Failure($"cannot be used: {ErrorText.Ended(exception.Message)} Look at its disk and its rights.", exception),
    };

    // Returns true if it was not closed by the last process that had it open.
    private bool Prepare(TimeProvider time)
    {
        if (Directory.Exists(_path))
        {
            throw Refused("is a folder. Give the path of a file in it.");
        }

        if (!File.Exists(_path))
        {
            var folder = Path.GetDirectoryName(_path)!;
            Directory.CreateDirectory(folder);
            Create(_path, FileMode.OpenOrCreate);
            FolderFlush.Upwards(folder);
            return false;
        }

        for (var begun = time.GetTimestamp(); ; Task.Delay(Look, time).GetAwaiter().GetResult())
        {
            if (WalIdOf() is not { } id)
            {
                // SQLite would take an empty file for a new one, and remove the lines beside it.
                return new FileInfo($"{_path}-wal") is { Exists: true, Length: > 0 } && new FileInfo(_path).Length == 0
                    ? throw Damaged("it is empty, and the file with -wal behind its name is not")
                    : false;
            }

            if (File.Exists($"{_path}-wal"))
            {
                return WalFile.IsDamaged(_path) ? throw Damaged(MissingLines) : true;
            }

            // A process that opens or closes it changes one after the other.
            if (time.GetElapsedTime(begun) >= LongestLook)
            {
                throw id != ApplicationId ? OfOthers() : Refused(
                    "was not closed properly, and the file with -wal behind its name is missing: it has the last lines. Nothing is sent, "
                    + "since jobs could be paid for twice. Put that file back. If another SQL tool has opened the ledger since, it is "
                    + $"whole: confirm it with 'schemasdk jobs check --ledger {_path}'.");
            }
        }
    }

    // The id of its application; null: it is not written beside a file with -wal behind its name.
    private long? WalIdOf()
    {
        // To open a FIFO for reading alone would wait for a writer.
        using var file = IsRegular(_path) ? new FileStream(_path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, 0) : null;
        if (file is not { CanSeek: true })
        {
            throw Refused("is not a regular file. Give the path of one, or of one that does not exist yet.");
        }

        Span<byte> head = stackalloc byte[IdOffset + sizeof(int)];
        return file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head[ModeOffset] == WalMode
            ? BinaryPrimitives.ReadInt32BigEndian(head[IdOffset..])
            : null;
    }

    // Of several processes that start after an unclean end, one looks for damage. With others that have it open, none has to.
    private void CheckDamage(TimeProvider time)
    {
        using var session = new SqliteSession(Connect(settings: "pragma busy_timeout = 0; pragma trusted_schema = off"), time);
        for (var begun = time.GetTimestamp(); ; Task.Delay(Look, time).GetAwaiter().GetResult())
        {
            if (session.Try("pragma locking_mode = exclusive; select 1 from sqlite_schema") != raw.SQLITE_BUSY)
            {
                if (session.Scalar("pragma quick_check(1)") is string found and not "ok")
                {
                    throw Damaged(ErrorText.Cut(found));
                }

                return;
            }

            var shared = session.Try("pragma locking_mode = normal; select 1 from sqlite_schema");
            if (shared != raw.SQLITE_BUSY || time.GetElapsedTime(begun) >= _retryTime)
            {
                SqliteException.ThrowExceptionForRC(shared, session.Connection.Handle);
                return;
            }
        }
    }

    private void CheckContent(SqliteSession session)
    {
        // In one look: another process may be making the tables.
        session.Run("begin");
        var (id, version) = ((long)session.Scalar("pragma application_id")!, (long)session.Scalar("pragma user_version")!);
        var isEmpty = (long)session.Scalar("select count(*) from sqlite_schema")! == 0;
        session.Run("commit");
        if (id != ApplicationId && !(id == 0 && isEmpty))
        {
            throw OfOthers();
        }

        if (version > LedgerTables.Version)
        {
            throw Refused(string.Create(
                CultureInfo.InvariantCulture,
                $"has tables of version {version}, which is newer than {LedgerTables.Version}, the one that this package knows. Use the "
                + $"SchemaSdk.Sqlite that made them, or a later one."));
        }
    }

    private ModelLedgerException OfOthers() =>
        Refused("is a database of another program. Give the path of a ledger, or of a file that does not exist yet.");

    private ModelLedgerException Damaged(string how, Exception? cause = null) => Refused(
        $"is damaged: {ErrorText.Ended(how)} Nothing is sent. Export what can be read with 'schemasdk jobs export', or put a backup in its "
        + "place.",
        cause ?? new InvalidDataException(how));

    private ModelLedgerException Refused(string why, Exception? cause = null) =>
        new($"The ledger {Words} {why}", cause) { IsLasting = true };

    private ModelLedgerException Failure(string why, Exception cause) => new($"The ledger {Words} {why}", cause);
}
