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
        var listed = FromBothEnds(session, "select begun from jobs order by begun", static reader => reader.GetInt64(0));
        var counted = CountedRows(session, Math.Min(new FileInfo(path).Length / LeastRow, int.MaxValue));
        foreach (var number in counted.Concat(keys.Keys).Concat(listed).Distinct())
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

    // The number of the last row may be damaged. So only the lowest and the highest numbers are tried, of each at most as many as rows fit
    // into the file. If a ledger removes old jobs, its remaining rows have high numbers.
    private static IEnumerable<long> CountedRows(SqliteSession session, long most)
    {
        var last = 0L;
        UpToDamage(session, "select seq from sqlite_sequence where name = 'jobs'", reader => last = reader.GetValue(0) as long? ?? 0);
        var first = (int)Math.Clamp(last, 0, most);
        var others = (int)Math.Clamp(last - first, 0, most);
        return Enumerable.Range(1, first).Select(static number => (long)number)
            .Concat(Enumerable.Range(0, others).Select(row => last - others + 1 + row));
    }

    // The index of the keys may still have the key of an unreadable row.
    private static Dictionary<long, string> KeysOf(SqliteSession session)
    {
        var rows = FromBothEnds(
            session, "select begun, key from jobs order by key", static reader => (reader.GetInt64(0), reader.GetString(1)));
        return rows.DistinctBy(static row => row.Item1).ToDictionary();
    }

    // Reads from both ends, each time up to the first damaged page.
    private static List<T> FromBothEnds<T>(SqliteSession session, string query, Func<DbDataReader, T> read)
    {
        var rows = new List<T>();
        foreach (var order in (string[])["asc", "desc"])
        {
            UpToDamage(session, $"{query} {order}", reader => rows.Add(read(reader)));
        }

        return rows;
    }

    private static void UpToDamage(SqliteSession session, string query, Action<DbDataReader> read)
    {
        try
        {
            _ = session.Query(new(query), reader =>
            {
                read(reader);
                return true;
            });
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == raw.SQLITE_CORRUPT)
        {
            // Ignores the damage, because another part of the file may still have what cannot be read here.
        }
    }
}
