using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SchemaSdk.CompilerServices;

namespace SchemaSdk.Ledgers;

/// <summary>Makes the first entries of jobs.</summary>
internal static class LedgerInputs
{
    // As deep as the writer of inputs goes.
    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 1000 };

    internal static LedgerEntry EntryOf(
        JobLedgerOptions options, string key, string modelId, ReadOnlyMemory<byte> input, string? service)
    {
        var entry = new LedgerEntry { Key = key, ModelId = modelId, InputHash = HashOf(input.Span), Service = service };
        return !options.KeepsInputs ? entry
            : options.Cipher is { } cipher ? entry with { Input = SealedBytes.Make(cipher, entry, input, "input") }
            : entry with { Input = input };
    }

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

    // The same for each way to write the same values.
    private static string HashOf(ReadOnlySpan<byte> input) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalJson.Of(input)))).ToLowerInvariant();
}
