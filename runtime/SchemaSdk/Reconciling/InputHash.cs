using System.Security.Cryptography;
using System.Text.Json;
using SchemaSdk.CompilerServices;

namespace SchemaSdk.Reconciling;

/// <summary>The hash of an input, which is the same for equal JSON values and the same as in a ledger.</summary>
internal static class InputHash
{
    // The same limit as for inputs in a ledger: writing the canonical form uses stack space for each level.
    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 1000 };

    /// <summary>Returns the hash; empty if the text is not one JSON value.</summary>
    internal static string Of(ReadOnlySpan<byte> input)
    {
        try
        {
            var reader = new Utf8JsonReader(input, Strict);
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                {
                    reader.GetString();
                }
            }

            using var canonical = CanonicalWriter.Of(input);
            return Convert.ToHexString(SHA256.HashData(canonical.Written)).ToLowerInvariant();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return "";
        }
    }
}
