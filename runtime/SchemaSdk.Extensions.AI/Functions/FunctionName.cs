using System.Security.Cryptography;
using System.Text;

namespace SchemaSdk.Extensions.AI.Functions;

/// <summary>Makes the name of a function from the id of its model.</summary>
internal static class FunctionName
{
    // Even the strictest services for language models accept this length.
    private const int MaxLength = 64;
    private const int HashDigits = 8;

    internal static string Of(string modelId)
    {
        var name = string.Concat(modelId.Select(static letter => char.IsAsciiLetterOrDigit(letter) || letter == '-' ? letter : '_'));
        return name.Length <= MaxLength ? name : $"{name[..(MaxLength - HashDigits - 1)]}_{HashOf(modelId)}";
    }

    private static string HashOf(string modelId) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(modelId)))[..HashDigits].ToLowerInvariant();
}
