using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using SchemaSdk.Client.Errors;
using SchemaSdk.Durable.Reading;
using SchemaSdk.Durable.Sql;
using SchemaSdk.Sqlite;
using SQLitePCL;

namespace SchemaSdk.Tool.Jobs;

/// <summary>Reads the jobs in a damaged file row by row. Does not change the file.</summary>
internal static class DamagedFile
{
    private const int LeastRow = 64;   // the size of the smallest row in bytes. The hash of the input alone takes 64 bytes.

    internal static bool IsCauseOf(Exception failure) => failure is ModelLedgerException
    {
        InnerException: InvalidDataException or SqliteException { SqliteErrorCode: raw.SQLITE_CORRUPT },
    };

    /// <summary>Reads every job that is still readable. A job that was being submitted is returned as unknown.</summary>
    /// <returns>The entry of each readable job; for any other job, a message that says which one it is and why it cannot be read.</returns>
    internal static IEnumerable<(LedgerEntry? Entry, string Failure)> Read(string path)
    {
        var text = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false };
        using var session = new SqliteSession(new(text.ToString()), TimeProvider.System);
        session.Connection.Open();

        // The table of workers may be damaged too, so the query sees an empty table instead. All workers are then presumed dead.
        var query = "with workers (id, name, leased_until, lease) as (select null, null, 0, 0 where false) "
            + $"{JobRow.Select(SqliteFile.Dialect, isWhole: true)} where j.begun = $1";
        var keys = KeysOf(session);

        // The stored number of the last row may be damaged, so limit it to the number of rows that fit into the file.
        var last = 0L;
        UpToDamage(session, "select seq from sqlite_sequence where name = 'jobs'", reader => last = reader.GetValue(0) as long? ?? 0);
        var counted = (int)Math.Clamp(last, 0, Math.Min(new FileInfo(path).Length / LeastRow, int.MaxValue));
        var numbers = Enumerable.Range(1, counted).Select(static number => (long)number)
            .Concat(keys.Keys.Where(number => number > counted).Order());
        foreach (var number in numbers)
        {
            var (entry, failure) = One(session, new(query, number));
            if (entry is not null || failure is not null || keys.ContainsKey(number))
            {
                var name = keys.TryGetValue(number, out var key) ? $"the job '{key}'" : "a job with an unreadable key";
                yield return (entry, string.Create(
                    CultureInfo.InvariantCulture, $"{name} (row {number}): {ErrorText.Ended(failure ?? "Its row is missing.")}"));
            }
        }
    }

    private static (LedgerEntry? Entry, string? Failure) One(SqliteSession session, Statement query)
    {
        try
        {
            var rows = session.Query(query, static reader => JobRow.Read(reader, SqliteFile.Dialect, DateTimeOffset.UnixEpoch));
            return (rows.Select(static row => row.IsForsaken ? row.AsUnknown() : row).FirstOrDefault()?.Entry, null);
        }
        catch (Exception exception) when (exception is SqliteException or ModelLedgerException)
        {
            return (null, exception.Message);
        }
    }

    // The index of the keys may still have the key of an unreadable row. It is read from both ends, each time up to the first damaged page.
    private static Dictionary<long, string> KeysOf(SqliteSession session)
    {
        var keys = new Dictionary<long, string>();
        foreach (var order in (string[])["asc", "desc"])
        {
            UpToDamage(
                session, $"select begun, key from jobs order by key {order}", reader => keys[reader.GetInt64(0)] = reader.GetString(1));
        }

        return keys;
    }

    private static void UpToDamage<T>(SqliteSession session, string query, Func<DbDataReader, T> read)
    {
        try
        {
            _ = session.Query(new(query), read);
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == raw.SQLITE_CORRUPT)
        {
            // Ignores the damage, because another part of the file may still have what cannot be read here.
        }
    }
}
