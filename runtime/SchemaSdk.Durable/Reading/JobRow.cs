namespace SchemaSdk.Durable.Reading;

// BegunBy, Token: the tokens of the calls that recorded the first and the last entry. Worker: the claiming ledger, even if presumed dead.
internal sealed record JobRow(LedgerEntry Entry, Guid BegunBy, Guid Token, Guid? Worker)
{
    private const string Columns =
        "j.key, j.model, j.input_hash, j.service, j.queued, j.state, j.version, j.changed_at, j.attempts, j.sent_at, j.request_id, "
        + "j.outcome, j.cost_usd, j.price_usd, j.settled_by, j.settled_at, j.files, j.files_error, j.refusal, j.refusal_reason, j.epoch, "
        + "j.begun_by, j.token, j.worker, w.name, j.links, j.customer, j.own_token, j.sent_hash";

    /// <summary>True if the job was being sent by a process that is presumed dead.</summary>
    internal bool IsForsaken => Entry is { State: LedgerState.Sending, Lease.Owner: null };

    /// <summary>Returns the start of a query for jobs, including inputs and results if <paramref name="isWhole"/> is true.</summary>
    internal static string Select(SqlDialect sql, bool isWhole) =>
        $"select {Columns}, {sql.LeaseLeft}{(isWhole ? ", j.input, j.result" : "")} from {sql.Table("jobs")} j "
        + $"left join {sql.Table("workers")} w on w.id = j.worker and {sql.Lives}";

    internal static JobRow Read(DbDataReader reader, SqlDialect sql, DateTimeOffset now)
    {
        try
        {
            var state = (LedgerState)reader.GetInt32(5);
            state = Enum.IsDefined(state) ? state : throw new FormatException($"{(int)state} is not a state of a job.");
            var entry = new LedgerEntry
            {
                Key = reader.GetString(0),
                ModelId = reader.GetString(1),
                InputHash = reader.GetString(2),
                Service = Text(reader, 3),
                IsQueued = reader.GetBoolean(4),
                State = state,
                Version = reader.GetInt32(6),
                ChangedAt = sql.TimeOf(reader, 7),
                RequestId = Text(reader, 10),
                PriceUsd = Dollars(reader, 13),
                Links = ColumnText.LinksOf(Text(reader, 25)),
                Customer = Text(reader, 26),
                Input = Bytes(reader, 30),
                Result = Bytes(reader, 31),
                Attempt = Attempt(reader, state, sql),
                Lease = Lease(reader, now),
                Refused = ColumnText.RefusalOf(Text(reader, 18)) is { } by ? new() { By = by, Reason = Text(reader, 19) } : null,
                Settled = Text(reader, 14) is { } who ? new() { By = who, At = sql.TimeOf(reader, reader.IsDBNull(15) ? 7 : 15) } : null,
                End = End(reader),
            };
            return new(entry, reader.GetGuid(21), reader.GetGuid(22), reader.IsDBNull(23) ? null : reader.GetGuid(23));
        }
        catch (Exception exception) when (exception is OverflowException or InvalidCastException or InvalidOperationException
            or ArgumentException or FormatException or JsonException)
        {
            // The row was edited by hand or is damaged. For example, its price is NaN.
            var key = Text(reader, 0) ?? "";
            throw new ModelLedgerException($"The row of the job \"{ErrorText.Cut(key)}\" in the table {sql.Table("jobs")} has a value that "
                + $"cannot be read: {ErrorText.Ended(ErrorText.Cut(exception.Message))} Correct the row.",
                key, modelId: null, cause: exception, isLasting: true);
        }
    }

    internal JobRow AsUnknown() =>
        this with { Entry = Entry with { State = LedgerState.Unknown, Version = Entry.Version + 1, Attempt = Entry.Attempt?.Over() } };

    private static LedgerAttempt? Attempt(DbDataReader reader, LedgerState state, SqlDialect sql) =>
        reader.GetInt32(8) is var number && number == 0 ? null : new()
        {
            Number = number,
            SentAt = sql.TimeOf(reader, reader.IsDBNull(9) ? 7 : 9),
            Id = state == LedgerState.Sending ? reader.GetGuid(22) : null,
            HasOwnToken = reader.GetBoolean(27),
            SentHash = Text(reader, 28),
        };

    private static LedgerLease Lease(DbDataReader reader, DateTimeOffset now) => (Text(reader, 24), reader.GetInt64(20)) switch
    {
        (null, 0) => LedgerLease.None,
        (null, var epoch) => new() { Epoch = epoch },
        var (owner, epoch) => new() { Owner = owner, Until = now + TimeSpan.FromMilliseconds(reader.GetInt64(29)), Epoch = epoch },
    };

    // Reads all columns first, so that an unreadable value is an error even if the job has not ended.
    private static LedgerEnd? End(DbDataReader reader)
    {
        var (cost, files) = (Dollars(reader, 12), ColumnText.TextsOf(Text(reader, 16)));
        return ColumnText.OutcomeOf(Text(reader, 11)) is { } outcome
            ? new() { Outcome = outcome, CostUsd = cost, Files = files, FilesError = Text(reader, 17) } : null;
    }

    private static string? Text(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static decimal? Dollars(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetDecimal(column);

    private static ReadOnlyMemory<byte> Bytes(DbDataReader reader, int column) =>
        column >= reader.FieldCount || reader.IsDBNull(column) ? default : reader.GetFieldValue<byte[]>(column);
}
