namespace SchemaSdk.Durable.Sql;

/// <summary>A value for a statement.</summary>
/// <param name="Type">The type, even if the value is null.</param>
/// <param name="Value">The value, as the .NET type that belongs to <see cref="SqlType"/>.</param>
internal readonly record struct SqlValue(SqlType Type, object? Value)
{
    internal static SqlValue Of(string? value) => new(SqlType.Text, value);

    internal static SqlValue Of(string[] values) => new(SqlType.Texts, values);

    internal static SqlValue Of(bool value) => new(SqlType.Boolean, value);

    internal static SqlValue Of(int value) => new(SqlType.Integer, value);

    internal static SqlValue Of(long value) => new(SqlType.Long, value);

    internal static SqlValue Of(DateTimeOffset? value) => new(SqlType.Time, value);

    internal static SqlValue Of(decimal? value) => new(SqlType.Dollars, value);

    internal static SqlValue Of(Guid? value) => new(SqlType.Id, value);

    internal static SqlValue Of(ReadOnlyMemory<byte> value) => new(SqlType.Bytes, value.IsEmpty ? null : value.ToArray());
}
