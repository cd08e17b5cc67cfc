using SchemaSdk.CompilerServices;

namespace SchemaSdk.Durable.Ledgers;

/// <summary>Creates the first entries of jobs.</summary>
internal static class LedgerInputs
{
    internal static LedgerEntry EntryOf(
        JobLedgerOptions options, string key, string modelId, ReadOnlyMemory<byte> input, string? service, string? customer = null)
    {
        using var canonical = CanonicalWriter.Of(input.Span);
        var kept = options.KeepsInputs ? canonical.Written.ToArray() : default(ReadOnlyMemory<byte>);
        return new LedgerEntry
        {
            Key = key,
            ModelId = modelId,
            InputHash = InputHash.OfCanonical(canonical.Written),
            Service = service,
            Customer = customer,
            Input = options is { KeepsInputs: true, Cipher: { } cipher } ? cipher.Seal("input", key, modelId, kept) : kept,
        };
    }

    /// <summary>Returns true if the input of an entry is not encrypted.</summary>
    internal static bool IsPlain(LedgerEntry entry) => !entry.Input.IsEmpty && InputHash.OfCanonical(entry.Input.Span) == entry.InputHash;

    /// <exception cref="ArgumentException">The input is not one JSON value.</exception>
    internal static void CheckJson(ReadOnlyMemory<byte> input, string name)
    {
        try
        {
            InputHash.Check(input.Span);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new ArgumentException($"The input is not one JSON value: {exception.Message}", name, exception);
        }
    }
}
