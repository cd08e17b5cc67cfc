using System.Security.Cryptography;
using System.Text;
using SchemaSdk.Ledgers;

namespace SchemaSdk.Extensions.AI.Functions;

/// <summary>Makes the key of a function's job from the call, so that the same call attaches to the same job.</summary>
internal static class FunctionKey
{
    private const string Start = "ai:";
    private const int Digits = 32;

    /// <exception cref="ModelInputException">The input is not JSON that a service can read.</exception>
    internal static string Of(string service, string modelId, ReadOnlySpan<byte> input, string? customer, string? scope)
    {
        var hash = InputHash.Of(input);
        return hash.Length == 0
            ? throw new ModelInputException(
                "The arguments contain an unpaired surrogate, or are nested more than 1,000 levels deep. Nothing was sent.")
            {
                ModelId = modelId,
            }
            // The length of the customer's id is included, so that no other pair of customer and scope gives the same text.
            : Start + HexOf($"{service}\n{modelId}\n{hash}\n{customer?.Length}\n{customer}\n{scope}")[..Digits];
    }

    private static string HexOf(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text))).ToLowerInvariant();
}
