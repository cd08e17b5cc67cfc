using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SchemaSdk.Schemas.Naming;

/// <summary>Computes cryptographic hashes, so that it is infeasible to construct two strings with the same hash.</summary>
internal static class TextHash
{
    /// <summary>Returns the SHA-256 hash of a string in UTF-8, as lower-case hexadecimal digits.</summary>
    public static string Of(string text)
    {
        using var hash = SHA256.Create();
        return string.Concat(
            hash.ComputeHash(Encoding.UTF8.GetBytes(text)).Select(part => part.ToString("x2", CultureInfo.InvariantCulture)));
    }
}
