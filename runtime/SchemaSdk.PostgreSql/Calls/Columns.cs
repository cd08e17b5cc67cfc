using System.Runtime.InteropServices;
using Npgsql;
using NpgsqlTypes;

namespace SchemaSdk.PostgreSql.Calls;

/// <summary>Values of many jobs, as the arrays that one statement takes.</summary>
internal static class Columns
{
    // Each commit has to outlive a loss of power. Whoever asks for more than 'on' keeps that.
    private const string Durable =
        "case current_setting('synchronous_commit') when 'off' then set_config('synchronous_commit', 'on', true) else '' end";

    /// <summary>A condition that holds, and lets what its statement changes outlive a loss of power once it is committed.</summary>
    internal const string IsDurable = $"(select {Durable}) is not null";

    /// <summary>The settings under which a group of writes runs, as a query with one row.</summary>
    /// <remarks>Its parameter is the patience. One without it stands in a transaction of somebody else, and leaves that as it is.</remarks>
    internal const string Settings =
        "(select case when @patience is null then '' else set_config('lock_timeout', @patience, true) end as patience, "
        + $"{Durable} as durable) s";

    internal static void AddPatience(this NpgsqlCommand command, Patience? patience) =>
        command.Add("patience", patience?.Time, NpgsqlDbType.Text);

    internal static void Add<T>(this NpgsqlCommand command, string name, T value, NpgsqlDbType type) =>
        command.Parameters.Add(new NpgsqlParameter<T>(name, type) { TypedValue = value });

    internal static void AddTexts<TCall>(this NpgsqlCommand command, string name, List<TCall> calls, Func<TCall, string?> value) =>
        command.Add(name, Array(calls, value), NpgsqlDbType.Array | NpgsqlDbType.Text);

    internal static void AddArray<TCall, T>(
        this NpgsqlCommand command, string name, List<TCall> calls, NpgsqlDbType type, Func<TCall, T> value) =>
        command.Add(name, Array(calls, value), NpgsqlDbType.Array | type);

    /// <summary>The bytes as an array; null: none.</summary>
    internal static byte[]? Bytes(ReadOnlyMemory<byte> bytes) =>
        bytes.IsEmpty ? null
        : MemoryMarshal.TryGetArray(bytes, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length ? segment.Array
        : bytes.ToArray();

    private static T[] Array<TCall, T>(List<TCall> calls, Func<TCall, T> value)
    {
        var values = new T[calls.Count];
        for (var at = 0; at < values.Length; at++)
        {
            values[at] = value(calls[at]);
        }

        return values;
    }
}
