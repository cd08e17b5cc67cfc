using System.Text.Json;
using Npgsql;
using SchemaSdk.Errors;

namespace SchemaSdk.PostgreSql.Reading;

/// <summary>One row of the table of jobs.</summary>
/// <param name="Entry">The job.</param>
/// <param name="BegunBy">The token of whoever put its first line down.</param>
/// <param name="Token">The token of whoever put its last line down.</param>
/// <param name="IsForsaken">True if it was being sent by a process that lives no more.</param>
internal sealed record JobRow(LedgerEntry Entry, Guid BegunBy, Guid Token, bool IsForsaken)
{
    private const string Columns =
        "j.key, j.model, j.input_hash, j.service, j.queued, j.state, j.version, j.changed_at, j.attempts, j.sent_at, j.request_id, "
        + "j.outcome, j.cost_usd, j.price_usd, j.settled_by, j.settled_at, j.files, j.epoch, w.name, "
        + "greatest(w.leased_until, pg_postmaster_start_time() + w.lease), j.begun_by, j.token, "
        + "j.files_error, j.refusal, j.refusal_reason";

    /// <summary>
    /// The condition that a worker lives. After a restart of the database, each one has a whole lease to say so. After a failover to a
    /// standby that was running it has what is left of its lease.
    /// </summary>
    internal const string Lives = "(w.leased_until >= now() or pg_postmaster_start_time() > now() - w.lease)";

    /// <summary>The beginning of a query for jobs without their inputs and results.</summary>
    internal static string Select(string schema) => $"select {Columns}, null::bytea, null::bytea {From(schema)}";

    /// <summary>The beginning of a query for whole jobs.</summary>
    internal static string SelectWhole(string schema) => $"select {Columns}, j.input, j.result {From(schema)}";

    /// <summary>Reads the row at which the reader stands.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="schema">The schema of the table, for errors.</param>
    /// <exception cref="ModelLedgerException">It has a value that no entry has room for.</exception>
    internal static JobRow Read(NpgsqlDataReader reader, string schema)
    {
        try
        {
            return Read(reader);
        }
        catch (Exception exception) when (exception
            is OverflowException or InvalidCastException or ArgumentException or FormatException or JsonException)
        {
            // Somebody has written it by hand: a price of NaN or 1e40, or a list of files that is none.
            var key = reader.GetString(0);
            throw new ModelLedgerException(
                $"The row of the job \"{ErrorText.Cut(key)}\" in the table {schema}.jobs has a value that cannot be read: "
                + $"{ErrorText.Ended(ErrorText.Cut(exception.Message))} Correct it there.",
                exception)
            {
                Key = key,
                IsLasting = true,
            };
        }
    }

    private static JobRow Read(NpgsqlDataReader reader)
    {
        var entry = new LedgerEntry
        {
            Key = reader.GetString(0),
            ModelId = reader.GetString(1),
            InputHash = reader.GetString(2),
            Service = Text(reader, 3),
            IsQueued = reader.GetBoolean(4),
            State = (LedgerState)reader.GetInt16(5),
            Version = reader.GetInt32(6),
            ChangedAt = Time(reader, 7)!.Value,
            Attempts = reader.GetInt32(8),
            SentAt = Time(reader, 9),
            AttemptId = reader.GetInt16(5) == (short)LedgerState.Sending ? reader.GetGuid(21) : null,
            RequestId = Text(reader, 10),
            Outcome = OutcomeWords.Of(Text(reader, 11)),
            CostUsd = Dollars(reader, 12),
            PriceUsd = Dollars(reader, 13),
            SettledBy = Text(reader, 14),
            SettledAt = Time(reader, 15),
            Files = FileList.Read(Text(reader, 16)),
            Epoch = reader.GetInt64(17),
            Owner = Text(reader, 18),
            LeasedUntil = reader.IsDBNull(18) ? null : Time(reader, 19),
            FilesError = Text(reader, 22),
            Refusal = RefusalWords.Of(Text(reader, 23)),
            RefusalReason = Text(reader, 24),
            Input = Bytes(reader, 25),
            Result = Bytes(reader, 26),
        };
        return new(entry, reader.GetGuid(20), reader.GetGuid(21), entry.State == LedgerState.Sending && reader.IsDBNull(18));
    }

    /// <summary>The row as it will be once it was made unknown.</summary>
    internal JobRow AsUnknown() => this with
    {
        Entry = Entry with { State = LedgerState.Unknown, Version = Entry.Version + 1 },
        IsForsaken = false,
    };

    /// <summary>Reads a time in UTC.</summary>
    // With Npgsql.EnableLegacyTimestampBehavior, which an application may set, the driver gives that of the machine.
    internal static DateTimeOffset TimeOf(NpgsqlDataReader reader, int column) => new(reader.GetDateTime(column).ToUniversalTime());

    private static string From(string schema) =>
        $"from {schema}.jobs j left join {schema}.workers w on w.id = j.worker and {Lives}";

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static decimal? Dollars(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetDecimal(column);

    private static DateTimeOffset? Time(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : TimeOf(reader, column);

    private static ReadOnlyMemory<byte> Bytes(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? default : reader.GetFieldValue<byte[]>(column);
}
