using System.Globalization;
using Microsoft.Data.Sqlite;
using SchemaSdk.Durable.Tables;
using SchemaSdk.Errors;

namespace SchemaSdk.Sqlite;

/// <content>Refuses what cannot be the file of a ledger, and says what failed.</content>
internal sealed partial class SqliteFile
{
    // Longer than a busy machine needs from one step of another process to the next.
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(2);

    // Another tool may make a new file with -wal behind its name: this process still has the old one.
    private volatile bool _isLost;

    /// <summary>Refuses lines once the path names another file: the next process would not see them.</summary>
    /// <exception cref="ModelLedgerException">It was moved, removed or replaced.</exception>
    internal void CheckThere(SqliteConnection connection)
    {
        if (_isLost || HasMoved(connection) || !File.Exists($"{_path}-wal"))
        {
            _isLost = true;
            throw Refused(
                "was moved, removed or replaced while it was open, or the file with -wal behind its name was. Nothing more is recorded, "
                + "and nothing is sent. Stop the processes that use it, put the files back, and start them again.",
                new FileNotFoundException("The file that was opened is no longer there.", _path));
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
        if (Directory.Exists(file.FullName))
        {
            throw Refused("is a folder. Give the path of a file in it.");
        }

        if (!file.Exists)
        {
            file.Directory!.Create();
            Create(file.FullName, FileMode.OpenOrCreate);
            return false;
        }

        if (!IsRegular(file.FullName))
        {
            throw Refused("is not a regular file. Give the path of one, or of one that does not exist yet.");
        }

        // Another process may be just about to make or remove the file beside it.
        var isClean = false;
        return SpinWait.SpinUntil(
            () => (isClean = !IsInWalMode(file.FullName)) || File.Exists($"{file.FullName}-wal"), Moment)
            ? !isClean
            : throw Refused(
                "was not closed properly, and the file with -wal behind its name is missing: it has the last lines. Nothing is sent, since "
                + "jobs could be paid for twice. Put that file back. If another SQL tool has opened the ledger since, it is whole: confirm "
                + $"it with 'schemasdk jobs check --ledger {_path}'.");
    }

    private static bool IsInWalMode(string path)
    {
        Span<byte> head = stackalloc byte[ModeOffset + 1];
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return RandomAccess.Read(handle, head, 0) == head.Length && head[ModeOffset] == WalMode;
    }

    private void CheckContent(SqliteSession session, bool isUnclean)
    {
        // In one look: another process may be making the tables.
        session.Run("begin");
        var (id, version) = ((long)session.Scalar("pragma application_id")!, (long)session.Scalar("pragma user_version")!);
        var isEmpty = (long)session.Scalar("select count(*) from sqlite_schema")! == 0;
        session.Run("commit");
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

    private ModelLedgerException Refused(string why, Exception? cause = null) =>
        new($"The ledger {Words} {why}", cause) { IsLasting = true };
}
