using Microsoft.Data.Sqlite;
using SchemaSdk.Errors;

namespace SchemaSdk.Sqlite;

/// <content>Copies the file, looks for damage in it, and leaves it.</content>
internal sealed partial class SqliteFile
{
    /// <summary>Copies the file as it is at one moment.</summary>
    internal void Backup(string path)
    {
        try
        {
            Create(path, FileMode.CreateNew);
            using var connection = Connect();
            using var command = connection.CreateCommand();
            command.CommandText = "vacuum into $path";
            command.Parameters.AddWithValue("$path", path);
            command.ExecuteNonQuery();
        }
        catch (SqliteException exception)
        {
            throw new ModelLedgerException(
                $"The ledger {Words} could not be copied to '{path}': {ErrorText.Ended(exception.Message)}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelLedgerException(
                $"The ledger {Words} could not be copied to '{path}': {ErrorText.Ended(exception.Message)}", exception);
        }
    }

    /// <summary>Looks for damage. A file without any is left as one that was closed properly.</summary>
    internal IReadOnlyList<string> Check()
    {
        try
        {
            using var session = new SqliteSession(Connect(), TimeProvider.System);
            CheckContent(session, isUnclean: false);
            var found = session
                .Query(new("pragma integrity_check"), static reader => reader.GetString(0))
                .FindAll(static line => line != "ok");
            if (found.Count == 0)
            {
                LeaveClean(session);
            }

            return found;
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == Corrupt)
        {
            // The damage is where the check itself has to read.
            return [exception.Message];
        }
        catch (SqliteException exception)
        {
            throw Failed(exception);
        }
    }

    private static void LeaveClean(SqliteSession session)
    {
        try
        {
            // It can be done only by the last one, and shows the next process that nothing is missing.
            session.Run("pragma busy_timeout = 0; pragma journal_mode = delete");
        }
        catch (SqliteException)
        {
            // Another process has it open, or the disk fails: the files beside it stay, and all is in them.
        }
    }
}
