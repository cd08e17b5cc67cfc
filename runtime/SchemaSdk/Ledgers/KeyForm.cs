using System.Security.Cryptography;

namespace SchemaSdk.Ledgers;

internal static class KeyForm
{
    internal const string Words = "1 to 200 characters of valid Unicode without control characters";

    private const int MaxLength = 200;
    private const int NameDigits = 32;

    /// <summary>Returns the name of the folder for the files of a job. The key itself need not be a valid file name.</summary>
    internal static string NameOf(string key) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..NameDigits].ToLowerInvariant();

    /// <summary>Returns true if a string can be a key. An unpaired surrogate is invalid, because writing it would change the key.</summary>
    internal static bool IsKey(string key) => key.Length is > 0 and <= MaxLength
        && key.EnumerateRunes().All(static rune => !Rune.IsControl(rune) && rune != Rune.ReplacementChar);
}
