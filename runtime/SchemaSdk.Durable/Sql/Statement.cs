namespace SchemaSdk.Durable.Sql;

// Text: the SQL; $1 is the first value. There are only a few different texts, so that drivers keep them prepared.
internal readonly record struct Statement(string Text, params SqlValue[] Values)
{
    /// <summary>True if the statement changes only the job <c>$1</c>, so that statements with the same text can be combined.</summary>
    internal bool IsOfOneJob { get; private init; }

    // text: an "update … where j.key = $1 …" or "insert … on conflict …", perhaps with "returning 1" or "returning epoch".
    internal static Statement OfOneJob(string text, params SqlValue[] values) => new(text, values) { IsOfOneJob = true };
}

/// <summary>A parameter value of a statement. It has a type, which databases need even for null.</summary>
internal readonly record struct SqlValue(SqlType Type, object? Value)
{
    public static implicit operator SqlValue(string? value) => new(SqlType.Text, value);
    public static implicit operator SqlValue(string[] values) => new(SqlType.Texts, values);
    public static implicit operator SqlValue(bool value) => new(SqlType.Boolean, value);
    public static implicit operator SqlValue(int value) => new(SqlType.Integer, value);
    public static implicit operator SqlValue(long value) => new(SqlType.Long, value);
    public static implicit operator SqlValue(DateTimeOffset? value) => new(SqlType.Time, value);
    public static implicit operator SqlValue(decimal? value) => new(SqlType.Dollars, value);
    public static implicit operator SqlValue(Guid? value) => new(SqlType.Id, value);
    public static implicit operator SqlValue(ReadOnlyMemory<byte> value) => new(SqlType.Bytes, value.IsEmpty ? null : value.ToArray());
}

/// <summary>The types of values and columns. Each SQL dialect maps them to its own column types.</summary>
internal enum SqlType
{
    Text, Boolean, Integer, Long, Time, Dollars, Id, Bytes,
    Texts,       // a string[] for SqlDialect.IsIn
    LeaseEnd,    // the type of column leased_until
    RowNumber,   // the type of a primary key that numbers the rows in the order in which they were inserted
}
