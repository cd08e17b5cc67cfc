using System.Security.Cryptography;
using System.Text;

namespace SchemaSdk.Ledgers;

/// <summary>The form of the keys of jobs.</summary>
internal static class KeyForm
{
    /// <summary>The form in words, for messages.</summary>
    internal const string Words = "1 to 200 characters of valid Unicode without control characters";

    private const int MaxLength = 200;
    private const int NameDigits = 32;

    /// <summary>The name of the folder with the files of a job. A key need not be a valid file name.</summary>
    internal static string NameOf(string key) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..NameDigits].ToLowerInvariant();

    /// <summary>Returns true if a text can be a key. Half of a surrogate pair would change when it is written.</summary>
    internal static bool IsKey(string key) => key.Length is > 0 and <= MaxLength
        && key.EnumerateRunes().All(static rune => !Rune.IsControl(rune) && rune != Rune.ReplacementChar);
}
