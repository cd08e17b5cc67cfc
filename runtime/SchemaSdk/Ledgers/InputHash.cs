using System.Security.Cryptography;

namespace SchemaSdk.Ledgers;

/// <summary>The hash of an input, as a ledger records it. Equal JSON values have the same hash.</summary>
internal static class InputHash
{
    /// <summary>The maximum depth of an input. It is limited because writing the canonical form uses stack space for each level.</summary>
    internal const int MaxDepth = 1000;

    private static readonly JsonReaderOptions Strict = new() { MaxDepth = MaxDepth };

    /// <summary>Returns an input's hash; empty if the input is not a single JSON value.</summary>
    internal static string Of(ReadOnlySpan<byte> input)
    {
        try
        {
            Check(input);
            using var canonical = CanonicalWriter.Of(input);
            return OfCanonical(canonical.Written);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return "";
        }
    }

    internal static string OfCanonical(ReadOnlySpan<byte> canonical) => Convert.ToHexString(SHA256.HashData(canonical)).ToLowerInvariant();

    /// <exception cref="JsonException">The input is not a single JSON value.</exception>
    /// <exception cref="InvalidOperationException">A string has an unpaired surrogate, so it has no canonical form.</exception>
    internal static void Check(ReadOnlySpan<byte> input)
    {
        var reader = new Utf8JsonReader(input, Strict);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
            {
                reader.GetString();
            }
        }
    }
}
