using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SchemaSdk.Mcp.Consent;

/// <summary>
/// Signs the state that an agent's client receives with a question and returns with the answer. Without this seal, a client could answer a
/// question that was never asked, or use the answer about one run for another. A seal is valid for ten minutes in the process that made it.
/// </summary>
internal sealed class ConsentSeal(TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);

    /// <param name="request">The run that the question is about, with everything that the person agrees to.</param>
    internal string Of(string request)
    {
        var until = (time.GetUtcNow() + Lifetime).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"{until}.{SignatureOf(until, request)}";
    }

    /// <summary>Returns true if this process sealed the state for this request within the last ten minutes.</summary>
    internal bool IsOf(string? state, string request)
    {
        if (state?.Split('.') is not [var until, var signature]
            || !long.TryParse(until, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return false;
        }

        return CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(signature), Encoding.UTF8.GetBytes(SignatureOf(until, request)))
            && time.GetUtcNow().ToUnixTimeSeconds() <= seconds;
    }

    private string SignatureOf(string until, string request) =>
        Convert.ToHexString(HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes($"{until}\n{request}")));
}
