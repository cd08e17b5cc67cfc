using System.Text.Json;

namespace SchemaSdk.AspNetCore;

/// <summary>Reads the Ed25519 keys of a JSON Web Key Set (RFC 7517 and RFC 8037).</summary>
internal static class KeySet
{
    private const int KeyBytes = 32;

    // The length of 32 bytes in Base64 without padding.
    private const int KeyCharacters = 43;

    /// <summary>Returns the keys, 32 bytes each. Keys of other kinds are left out.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    /// <exception cref="InvalidOperationException">A string in the JSON is not valid Unicode.</exception>
    internal static IReadOnlyList<ReadOnlyMemory<byte>> Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var read = new List<ReadOnlyMemory<byte>>();
        if (document.RootElement is { ValueKind: JsonValueKind.Object } root
            && root.TryGetProperty("keys", out var keys)
            && keys.ValueKind == JsonValueKind.Array)
        {
            foreach (var key in keys.EnumerateArray())
            {
                if (KeyOf(key) is { } bytes)
                {
                    read.Add(bytes);
                }
            }
        }

        return read;
    }

    private static byte[]? KeyOf(JsonElement key)
    {
        if (key.ValueKind != JsonValueKind.Object
            || TextOf(key, "kty") != "OKP"
            || TextOf(key, "crv") != "Ed25519"
            || TextOf(key, "alg") is not (null or "EdDSA" or "Ed25519")
            || TextOf(key, "x") is not { Length: KeyCharacters } text)
        {
            return null;
        }

        var bytes = new byte[KeyBytes];
        var base64 = text.Replace('-', '+').Replace('_', '/') + '=';
        return Convert.TryFromBase64String(base64, bytes, out var length) && length == KeyBytes ? bytes : null;
    }

    // A member that is not a string becomes an empty string, which matches no expected value.
    private static string? TextOf(JsonElement key, string name) =>
        !key.TryGetProperty(name, out var value) ? null : value.ValueKind == JsonValueKind.String ? value.GetString() : "";
}
