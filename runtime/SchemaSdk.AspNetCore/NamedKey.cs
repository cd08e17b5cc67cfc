using System.Text;
using Microsoft.AspNetCore.Http;

namespace SchemaSdk.AspNetCore;

/// <summary>The key in the address of a callback.</summary>
/// <param name="Key">The key.</param>
/// <param name="Proof">The proof that the address was made for the key; null: the address has none.</param>
internal sealed record NamedKey(string Key, string? Proof)
{
    private const string KeyName = "key";
    private const int MaxLength = 200;

    /// <summary>True if the key is valid: some databases cannot even look up an invalid one.</summary>
    internal bool IsKey => Key.Length <= MaxLength
        && !Key.EnumerateRunes().Any(static rune => Rune.IsControl(rune) || rune == Rune.ReplacementChar);

    /// <returns>Null if the address names no key.</returns>
    internal static NamedKey? In(HttpRequest request)
    {
        var key = request.RouteValues[KeyName] as string ?? request.Query[KeyName].FirstOrDefault();
        return string.IsNullOrEmpty(key) ? null : new NamedKey(key, request.Query[CallbackProof.QueryName].FirstOrDefault());
    }
}
