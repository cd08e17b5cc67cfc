using SQLitePCL;

namespace SchemaSdk.Sqlite;

/// <content>Copies the file, looks for damage in it, and leaves it.</content>
internal sealed partial class SqliteFile
{
    /// <summary>Copies the file as it is at one moment.</summary>
    internal void Backup(string path)
    {
        var isWhole = true;
        try
        {
            Create(path, FileMode.CreateNew);
            isWhole = false;
            using var connection = Connect(_retryTime);
            CheckThere(connection);
            using var command = connection.CreateCommand();
            command.CommandText = "vacuum into $path";
            command.Parameters.AddWithValue("$path", path);
            command.ExecuteNonQuery();
            isWhole = true;
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new ModelLedgerException(
                $"The ledger {Words} could not be copied to '{path}': {ErrorText.Ended(exception.Message)} Give the path of a file that "
                + "does not exist, in a folder that this process may write, on a disk with room.",
                exception);
        }
        finally
        {
            if (!isWhole)
            {
                File.Delete(path);
            }
        }
    }

    /// <summary>Looks for damage. A file without any is left as one that was closed properly.</summary>
    internal IReadOnlyList<string> Check()
    {
        if (IsWalDamaged())
        {
            // Without a look by SQLite, which would go on without the lines that are missing.
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
            // Damage may be where the check itself has to read.
            return exception.SqliteErrorCode == raw.SQLITE_CORRUPT ? [exception.Message] : throw Failed(exception);
        }
    }

    // What this process has open is not read beside SQLite: to close it would drop the locks.
    private bool IsWalDamaged()
    {
        lock (Openings)
        {
            return !Openings.ContainsKey(_path) && File.Exists($"{_path}-wal") && WalFile.IsDamaged(_path);
        }
    }

    // Only the last one can, and it shows the next process that nothing is missing. If another process has it open, or the disk fails, the
    // files beside it stay, and all is in them.
    private static void LeaveClean(SqliteSession session) => _ = session.Try("pragma busy_timeout = 0; pragma journal_mode = delete");
}
