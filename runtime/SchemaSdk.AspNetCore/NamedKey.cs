using System.Text;
using Microsoft.AspNetCore.Http;

namespace SchemaSdk.AspNetCore;

/// <summary>Holds the key that the address of a callback names.</summary>
/// <param name="Key">The key.</param>
/// <param name="Proof">The proof that the address was made for it; null: it has none.</param>
internal sealed record NamedKey(string Key, string? Proof)
{
    private const string KeyName = "key";
    private const int MaxLength = 200;

    /// <summary>True if a ledger takes it: not every database can even look for another one.</summary>
    internal bool IsKey => Key.Length <= MaxLength
        && !Key.EnumerateRunes().Any(static rune => Rune.IsControl(rune) || rune == Rune.ReplacementChar);

    /// <returns>Null if the address names no key.</returns>
    internal static NamedKey? In(HttpRequest request)
    {
        var key = request.RouteValues[KeyName] as string ?? request.Query[KeyName].FirstOrDefault();
        return string.IsNullOrEmpty(key) ? null : new NamedKey(key, request.Query[CallbackProof.QueryName].FirstOrDefault());
    }
}
