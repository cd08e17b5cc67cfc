using System.Security.Cryptography;
using SchemaSdk.CompilerServices;

namespace SchemaSdk.Durable.Ledgers;

/// <summary>Creates the first entries of jobs.</summary>
internal static class LedgerInputs
{
    internal const int MaxDepth = 1000;

    private static readonly JsonReaderOptions Strict = new() { MaxDepth = MaxDepth };

    internal static LedgerEntry EntryOf(
        JobLedgerOptions options, string key, string modelId, ReadOnlyMemory<byte> input, string? service, string? customer = null)
    {
        using var canonical = CanonicalWriter.Of(input.Span);
        var kept = options.KeepsInputs ? canonical.Written.ToArray() : default(ReadOnlyMemory<byte>);
        return new LedgerEntry
        {
            Key = key,
            ModelId = modelId,
            InputHash = HashOf(canonical.Written),
            Service = service,
            Customer = customer,
            Input = options is { KeepsInputs: true, Cipher: { } cipher } ? cipher.Seal("input", key, modelId, kept) : kept,
        };
    }

    /// <summary>Returns true if the input of an entry is not encrypted.</summary>
    internal static bool IsPlain(LedgerEntry entry) => !entry.Input.IsEmpty && HashOf(entry.Input.Span) == entry.InputHash;

    /// <exception cref="ArgumentException">The input is not one JSON value.</exception>
    internal static void CheckJson(ReadOnlyMemory<byte> input, string name)
    {
        try
        {
            var reader = new Utf8JsonReader(input.Span, Strict);
            while (reader.Read())
            {
                // Hashing decodes strings, which fails for an unpaired surrogate.
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                {
                    reader.GetString();
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new ArgumentException($"The input is not one JSON value: {exception.Message}", name, exception);
        }
    }

    private static string HashOf(ReadOnlySpan<byte> canonical) =>
        Convert.ToHexString(SHA256.HashData(canonical)).ToLowerInvariant();
}
