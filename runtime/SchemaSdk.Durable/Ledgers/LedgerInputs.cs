using System.Security.Cryptography;
using SchemaSdk.CompilerServices;

namespace SchemaSdk.Durable.Ledgers;

/// <summary>Makes the first entries of jobs.</summary>
internal static class LedgerInputs
{
    private const string Digits = "0123456789abcdef";

    // As deep as the writer of inputs goes.
    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 1000 };

    internal static LedgerEntry EntryOf(
        JobLedgerOptions options, string key, string modelId, ReadOnlyMemory<byte> input, string? service)
    {
        using var canonical = CanonicalWriter.Of(input.Span);
        var entry = new LedgerEntry
        {
            Key = key,
            ModelId = modelId,
            InputHash = HashOf(canonical.Written),
            Service = service,
        };
        if (!options.KeepsInputs)
        {
            return entry;
        }

        var kept = canonical.Written.ToArray();
        return entry with { Input = options.Cipher is { } cipher ? SealedBytes.Make(cipher, key, modelId, kept, "input") : kept };
    }

    /// <summary>True for an entry that has its input as it was before any cipher.</summary>
    internal static bool IsPlain(LedgerEntry entry) => !entry.Input.IsEmpty && HashOf(entry.Input.Span) == entry.InputHash;

    /// <exception cref="ArgumentException">The input is not one JSON value.</exception>
    internal static void CheckJson(ReadOnlyMemory<byte> input, string name)
    {
        try
        {
            var reader = new Utf8JsonReader(input.Span, Strict);
            while (reader.Read())
            {
                // Texts are decoded once they are hashed, and half of a surrogate pair cannot be.
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

    private static string HashOf(ReadOnlySpan<byte> canonical)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(canonical, hash);
        Span<char> digits = stackalloc char[2 * SHA256.HashSizeInBytes];
        for (var at = 0; at < hash.Length; at++)
        {
            digits[2 * at] = Digits[hash[at] >> 4];
            digits[(2 * at) + 1] = Digits[hash[at] & 0xF];
        }

        return new string(digits);
    }
}
