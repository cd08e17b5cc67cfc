using SQLitePCL;

namespace SchemaSdk.Sqlite;

/// <content>Backup, damage check and clean closing of the file.</content>
internal sealed partial class SqliteFile
{
    /// <summary>Writes a consistent copy of the file, and returns the copy.</summary>
    internal FileInfo Backup(string path)
    {
        FileInfo? part = null;   // the copy until it is whole
        try
        {
            Create(path, FileMode.CreateNew);
            part = new FileInfo(path);
            using var connection = Connect(_retryTime);
            CheckThere(connection);
            using var command = connection.CreateCommand();
            command.CommandText = "vacuum into $path";
            command.Parameters.AddWithValue("$path", path);
            command.ExecuteNonQuery();
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

    /// <summary>Checks for damage. An undamaged file is closed properly.</summary>
    internal IReadOnlyList<string> Check()
    {
        if (IsWalDamaged())
        {
            // The file is not opened with SQLite, which would ignore the missing entries.
            return [MissingLines];
        }

        try
        {
            using var session = new SqliteSession(Connect(_retryTime), TimeProvider.System);
            CheckContent(session);
            var found = session
                .Query(new("pragma integrity_check"), static reader => reader.GetString(0))
                .FindAll(static line => line != "ok");
            if (found.Count == 0)
            {
                LeaveClean(session);
            }

            return found;
        }
        catch (SqliteException exception)
        {
            // The check itself may fail on damaged pages.
            return exception.SqliteErrorCode == raw.SQLITE_CORRUPT ? [exception.Message] : throw Failed(exception);
        }
    }

    // A file that this process has open must not be read through another handle, because closing that handle would drop SQLite's locks.
    private bool IsWalDamaged()
    {
        lock (Openings)
        {
            return !Openings.ContainsKey(_path) && File.Exists($"{_path}-wal") && WalFile.IsDamaged(_path);
        }
    }

    // Only the last process that has the file open can change its journal mode. The changed mode shows the next process that nothing is
    // missing. If another process has the file open, or the disk fails, the -wal and -shm files stay, and nothing is lost.
    private static void LeaveClean(SqliteSession session) => _ = session.Try("pragma busy_timeout = 0; pragma journal_mode = delete");
}
