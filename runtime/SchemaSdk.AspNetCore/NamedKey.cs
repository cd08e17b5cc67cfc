using System.Text;
using Microsoft.AspNetCore.Http;

namespace SchemaSdk.AspNetCore;

/// <summary>The key in the address of a callback.</summary>
internal sealed record NamedKey(string Key, string? Proof)
{
    private const string KeyName = "key";
    private const int MaxLength = 200;

    /// <summary>True if a job can have this key. Some databases fail if they look up a key that no job can have.</summary>
    internal bool IsKey => Key.Length <= MaxLength
        && !Key.EnumerateRunes().Any(static rune => Rune.IsControl(rune) || rune == Rune.ReplacementChar);

    internal static NamedKey? In(HttpRequest request)
    {
        var key = request.RouteValues[KeyName] as string ?? request.Query[KeyName].FirstOrDefault();
        return string.IsNullOrEmpty(key) ? null : new NamedKey(key, request.Query[CallbackProof.QueryName].FirstOrDefault());
    }
}
